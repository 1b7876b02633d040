package io.portcullis.api;

import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.ResourceReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The keys of the test, in memory: each with its policy, or with the reason that it cannot be read. */
final class Keys implements ApiParts.Readers {

    private static final String UNREADABLE = "unreadable:";

    private final ConcurrentMap<Resource, String> policies = new ConcurrentHashMap<>();

    /** A policy of the account itself, and one more statement. */
    static String policy(String account, String statement) {
        String own = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + account
                + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
        String more = statement.isEmpty() ? "" : "," + statement;
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + own + more + "]}";
    }

    static String allow(String principal, String action) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}";
    }

    Resource put(String account, String region, String id, String statement) {
        Resource key = Resource.kmsKey("arn:aws:kms:" + region + ":" + account + ":key/" + id);
        policies.put(key, policy(account, statement));
        return key;
    }

    void put(Resource key, String policy) {
        policies.put(key, policy);
    }

    void lock(Resource key, String reason) {
        policies.put(key, UNREADABLE + reason);
    }

    void remove(Resource key) {
        policies.remove(key);
    }

    @Override
    public ResourceReader of(String account, String region) {
        return new ResourceReader() {
            @Override
            public Reading read(Resource resource) {
                return Optional.ofNullable(policies.get(resource))
                        .map(text -> reading(resource, text))
                        .orElse(new Gone(resource));
            }

            @Override
            public Listing list(ResourceType type) {
                List<Resource> here = policies.keySet().stream()
                        .filter(key ->
                                key.account().equals(account) && key.region().equals(region))
                        .sorted(Comparator.comparing(Resource::arn))
                        .toList();
                return new Listing(here, Optional.empty());
            }
        };
    }

    private static ResourceReader.Reading reading(Resource resource, String text) {
        return text.startsWith(UNREADABLE)
                ? new ResourceReader.Unreadable(resource, text.substring(UNREADABLE.length()))
                : new ResourceReader.Present(new KeyState(resource, text, List.of()));
    }
}
