package io.datapact.launcher.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The determinism rule: the same commands give the same state and the same bytes on each machine, so code under it has
 * no clock, randomness, threads, input or output, floating point, or order that comes from hashing.
 */
final class Determinism {

    /** Packages under the rule, with all below them. */
    static final List<String> PACKAGES = List.of("io.datapact.contract", "io.datapact.audit.rule");

    /** Beginnings of names of types that must not be used at all. */
    private static final List<String> BANNED_TYPES = List.of(
            "java.io.",
            "java.lang.Process",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.net.",
            "java.nio.channels.",
            "java.nio.file.",
            "java.security.SecureRandom",
            "java.sql.",
            "java.time.Clock",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.WeakHashMap",
            "java.util.concurrent.",
            "java.util.random.");

    /** In memory only; nothing leaves or enters the process by them. */
    private static final Set<String> HARMLESS = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.UncheckedIOException");

    /** Calls that ask the clock, the machine, chance, or the order of a hash. */
    private static final Set<String> BANNED_CALLS = Set.of(
            "java.lang.Math.random",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.identityHashCode",
            "java.lang.System.nanoTime",
            "java.util.Collection.parallelStream",
            "java.util.Map.copyOf",
            "java.util.Set.copyOf",
            "java.util.UUID.randomUUID",
            "java.util.stream.BaseStream.parallel",
            "java.util.stream.Collectors.groupingByConcurrent",
            "java.util.stream.Collectors.toConcurrentMap",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.toUnmodifiableSet",
            "java.util.stream.Stream.parallel");

    /** Collectors that choose a hash map unless the caller gives another, with their number of arguments then. */
    private static final Set<String> HASHING_COLLECTORS = Set.of(
            "java.util.stream.Collectors.groupingBy/1",
            "java.util.stream.Collectors.groupingBy/2",
            "java.util.stream.Collectors.toMap/2",
            "java.util.stream.Collectors.toMap/3");

    private Determinism() {}

    static boolean applies(JavaClass type) {
        String name = type.getPackageName();
        return PACKAGES.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
    }

    /** One sentence for each breach in this class; empty when it is deterministic. */
    static List<String> breaches(JavaClass type) {
        return Stream.of(bannedTypes(type), bannedCalls(type), floatingFields(type), floatingMethods(type))
                .flatMap(found -> found)
                .sorted()
                .distinct()
                .toList();
    }

    private static Stream<String> bannedTypes(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isBanned(
                        dependency.getTargetClass().getBaseComponentType().getName()))
                .map(Dependency::getDescription);
    }

    private static boolean isBanned(String typeName) {
        return !HARMLESS.contains(typeName)
                && BANNED_TYPES.stream()
                        .anyMatch(banned -> banned.endsWith(".")
                                ? typeName.startsWith(banned)
                                : typeName.equals(banned) || typeName.startsWith(banned + "$"));
    }

    private static Stream<String> bannedCalls(JavaClass type) {
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .filter(Determinism::isBannedCall)
                .map(JavaAccess::getDescription);
    }

    private static boolean isBannedCall(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String call = owner + "." + access.getName();
        boolean asksTheTime = owner.startsWith("java.time.") && access.getName().equals("now");
        return asksTheTime || BANNED_CALLS.contains(call) || HASHING_COLLECTORS.contains(call + "/" + arity(access));
    }

    private static int arity(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().size()
                : 0;
    }

    private static Stream<String> floatingFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> isFloating(field.getRawType()))
                .map(JavaField::getDescription);
    }

    private static Stream<String> floatingMethods(JavaClass type) {
        Stream<String> declared = type.getCodeUnits().stream()
                .filter(unit -> Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                        .anyMatch(Determinism::isFloating))
                .map(JavaCodeUnit::getDescription);
        Stream<String> called = type.getMethodCallsFromSelf().stream()
                .filter(call -> isFloating(call.getTarget().getRawReturnType()))
                .map(JavaAccess::getDescription);
        return Stream.concat(declared, called);
    }

    private static boolean isFloating(JavaClass type) {
        return switch (type.getBaseComponentType().getName()) {
            case "float", "double", "java.lang.Float", "java.lang.Double" -> true;
            default -> false;
        };
    }
}
