package io.portcullis.reasoning.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes small policies of every construct, as trees of maps, lists and texts: the same seed gives the same policy. A policy
 * speaks of few keys, so that its statements meet.
 */
public final class RandomPolicy {

    private static final List<Object> PRINCIPALS = List.of(
            Map.of("AWS", "111111111111"),
            Map.of("AWS", List.of("222222222222", "111111111111")),
            Map.of("AWS", "arn:aws:iam::222222222222:root"),
            Map.of("AWS", "arn:aws:iam::222222222222:role/ci"),
            Map.of("AWS", "arn:aws:iam::222222222222:role/p/ci"),
            Map.of("AWS", "arn:aws:sts::333333333333:assumed-role/ci/s1"),
            Map.of("AWS", List.of("arn:aws:iam::222222222222:user/u", "333333333333")),
            Map.of("AWS", "arn:aws:sts::222222222222:federated-user/u"),
            Map.of("AWS", "AROAXEXAMPLEEXAMPLE"),
            Map.of("AWS", "arn:aws-cn:iam::111111111111:root"),
            Map.of("AWS", List.of()),
            Map.of("Service", "s3.amazonaws.com"),
            Map.of("Federated", "cognito-identity.amazonaws.com"),
            Map.of("CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"));

    private static final List<Object> ACTIONS = List.of(
            "kms:*",
            "KMS:decrypt",
            "*",
            "kms:?ncrypt",
            "kms:*crypt",
            List.of("kms:CreateGrant", "kms:Encrypt"),
            "s3:*");

    private static final List<Object> RESOURCES = List.of(
            "*",
            "*",
            "arn:aws:kms:us-east-1:111111111111:key/*",
            "arn:aws:kms:*:${aws:ResourceAccount}:key/1234abcd*",
            List.of("arn:aws:kms:us-east-1:111111111111:key/other", "arn:aws:s3:::b"));

    private static final List<String> TEXT_TESTS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "BinaryEquals");

    private static final List<String> ARN_TESTS = List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike");

    private final Random random;
    private final List<Word> words = new ArrayList<>();

    /** The policy of this seed; it speaks of at most so many keys. */
    public RandomPolicy(long seed, int keys) {
        // Neighbouring seeds begin alike.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        for (int i = random.nextInt(keys + 1); i > 0; i--) {
            words.add(one(Word.ALL));
        }
    }

    /** The policy as a tree. */
    public Map<String, Object> tree() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", random.nextInt(8) == 0 ? "2008-10-17" : "2012-10-17");
        List<Object> statements = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            statements.add(statement());
        }
        document.put("Statement", statements);
        return document;
    }

    private Map<String, Object> statement() {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", random.nextInt(10) < 6 ? "Allow" : "Deny");
        statement.put(unless(8, "Principal", "NotPrincipal"), principal());
        statement.put(unless(6, "Action", "NotAction"), one(ACTIONS));
        statement.put(unless(10, "Resource", "NotResource"), one(RESOURCES));
        Map<String, Object> conditions = new LinkedHashMap<>();
        if (!words.isEmpty()) {
            for (int i = random.nextInt(4); i > 0; i--) {
                condition(one(words), conditions);
            }
        }
        if (!conditions.isEmpty()) {
            statement.put("Condition", conditions);
        }
        return statement;
    }

    private Object principal() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> "*";
            case 2 -> Map.of("AWS", "*");
            default -> one(PRINCIPALS);
        };
    }

    @SuppressWarnings("unchecked")
    private void condition(Word word, Map<String, Object> into) {
        String operator = operator(word);
        boolean presence = operator.endsWith("Null");
        Map<String, Object> block = (Map<String, Object>) into.computeIfAbsent(operator, o -> new LinkedHashMap<>());
        boolean known = block.keySet().stream().anyMatch(word.key()::equalsIgnoreCase);
        if (!known) {
            String key = random.nextInt(8) == 0 ? word.key().toUpperCase(Locale.ROOT) : word.key();
            block.put(key, presence ? String.valueOf(random.nextBoolean()) : values(texts(word, operator)));
        }
    }

    /** What an operator compares a key with: texts if it is one of texts, and patterns if it is one of patterns. */
    private static List<String> texts(Word word, String operator) {
        if (!operator.matches("(.*:)?(String|Arn|Binary).*")) {
            return word.values();
        }
        boolean patterns = word.texts().equals(word.values()) || operator.contains("Like");
        return word.texts().stream()
                .filter(text -> patterns || text.indexOf('*') + text.indexOf('?') == -2)
                .toList();
    }

    private Object values(List<String> texts) {
        if (random.nextInt(30) == 0) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            values.add(one(texts));
        }
        return values.size() == 1 && random.nextBoolean() ? values.getFirst() : values;
    }

    private String operator(Word word) {
        if (random.nextInt(10) == 0) {
            return unless(6, "Null", one(List.of("ForAllValues:Null", "ForAnyValue:Null")));
        }
        boolean qualified =
                random.nextInt(word.sort() == Word.Sort.SET ? 4 : 20) > (word.sort() == Word.Sort.SET ? 0 : 17);
        String qualifier = qualified ? one(List.of("ForAllValues:", "ForAnyValue:")) : "";
        return qualifier + test(word.sort()) + unless(5, "", "IfExists");
    }

    private String test(Word.Sort sort) {
        return switch (sort) {
            case TEXT, SET -> one(TEXT_TESTS);
            case ARN -> random.nextInt(3) == 0 ? one(TEXT_TESTS) : one(ARN_TESTS);
            case BOOL -> unless(4, "Bool", one(TEXT_TESTS));
            case NUMBER -> unless(3, "Numeric" + comparison(), one(TEXT_TESTS));
            case DATE -> unless(3, "Date" + comparison(), one(TEXT_TESTS));
            case ADDRESS -> unless(3, unless(2, "IpAddress", "NotIpAddress"), one(TEXT_TESTS));
        };
    }

    private String comparison() {
        return one(List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"));
    }

    private String unless(int oneIn, String usual, String other) {
        return random.nextInt(oneIn) == 0 ? other : usual;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
