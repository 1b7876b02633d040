package io.portcullis.app.demo;

/**
 * One step of a scene.
 *
 * @param name what happened, in a word
 * @param nanoTime {@link System#nanoTime()} when it had happened
 * @param detail what came of it, for people
 */
record Step(String name, long nanoTime, String detail) {

    static final String PUT = "put";
    static final String CAUGHT = "caught";
    static final String PROVEN = "proven";
    static final String PUBLISHED = "published";
    static final String MAILED = "e-mail";
    static final String CORRECTED = "corrected";
    static final String RESOLVED = "resolved";
    static final String ECHO = "echo";
}
