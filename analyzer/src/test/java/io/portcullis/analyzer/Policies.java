package io.portcullis.analyzer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Asks about resources of account 111122223333, in a zone of that account, on the first day of 2026. */
record Policies(ResourceType type) {

    static final String ACCOUNT = "111122223333";

    /** Statements with single quotes for double ones, in the newer language version. */
    Analysis ask(String statements) {
        return askWhole("{'Version':'2012-10-17','Statement':[" + statements + "]}");
    }

    /** A whole document, with single quotes for double ones. */
    Analysis askWhole(String document) {
        String policy = document.replace('\'', '"');
        Resource resource = Resource.any(type, ACCOUNT);
        ResourceState state = type == ResourceType.KMS_KEY
                ? new KeyState(resource, policy, List.of())
                : new PolicyState(resource, policy);
        return new EmbeddedAnalyzer(
                        new ZoneOfTrust.Account(ACCOUNT),
                        Settings.DEFAULT,
                        InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))
                .analyze(state);
    }

    /** An Allow to everybody, under a condition. */
    static String everybody(String action, String resource, String condition) {
        return statement("Allow", action, resource, condition);
    }

    /** A Deny to everybody, under a condition. */
    static String nobody(String action, String resource, String condition) {
        return statement("Deny", action, resource, condition);
    }

    private static String statement(String effect, String action, String resource, String condition) {
        return "{'Effect':'" + effect + "','Principal':'*','Action':'" + action + "','Resource':'" + resource + "'"
                + (condition.isEmpty() ? "" : ",'Condition':" + condition) + "}";
    }
}
