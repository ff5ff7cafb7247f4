package io.datapact.contract.golden;

import java.util.List;

/** The history that {@link GoldenHistory} holds, told anew, chapter by chapter. */
final class GoldenScript {
    private GoldenScript() {}

    static List<GoldenStep> told() {
        GoldenBook book = new GoldenBook();
        new Certificates(book).tell();
        new Registries(book).tell();
        Joining council = new Joining(book);
        council.tell();
        new Proposals(book).tell();
        new Running(book, council).tell();
        new Endings(book, council).tell();
        new Sharing(book).tell();
        new Denials(book).tell();
        new Frames(book, council).tell();
        new Standings(book, council).tell();
        new Leaving(book, council).tell();
        new Recovered(book, council).tell();
        return book.steps();
    }
}
