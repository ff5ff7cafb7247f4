package io.datapact.audit.rule;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that look like personal data: mail addresses, mobile and identity numbers of the mainland, payment cards. */
final class PersonalData {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}");
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\\.[A-Za-z]{2,}");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9])(?:\\+?86)?1[3-9][0-9]{9}(?![0-9])");
    private static final Pattern IDENTITY = Pattern.compile("(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])");
    private static final Pattern CARD = Pattern.compile("(?<![0-9])[1-9][0-9]{15,18}(?![0-9])");
    private static final Pattern NAME_IN_HAN = Pattern.compile("\\p{IsHan}{2,}");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    private PersonalData() {}

    /** What a text looks like, or nothing. */
    static Optional<String> kindOf(String text) {
        if (DIGEST.matcher(text).matches()) {
            return Optional.empty();
        }
        if (MAIL.matcher(text).find()) {
            return Optional.of("a mail address");
        }
        if (MOBILE.matcher(text).find()) {
            return Optional.of("a mobile number");
        }
        if (anyMatch(IDENTITY, text, PersonalData::isIdentity)) {
            return Optional.of("an identity number");
        }
        if (anyMatch(CARD, text, PersonalData::isLuhn)) {
            return Optional.of("a payment card's number");
        }
        return NAME_IN_HAN.matcher(text).find() ? Optional.of("a name") : Optional.empty();
    }

    private static boolean anyMatch(Pattern pattern, String text, Predicate<String> check) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (check.test(matcher.group())) {
                return true;
            }
        }
        return false;
    }

    /** Check digit of identity numbers: GB 11643-1999 (ISO 7064, MOD 11-2). */
    private static boolean isIdentity(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return Character.toUpperCase(digits.charAt(WEIGHTS.length)) == CHECK_DIGITS.charAt(sum % 11);
    }

    /** Check digit of card numbers: ISO/IEC 7812-1, annex B. */
    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
