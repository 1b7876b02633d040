package io.portcullis.reasoning.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One cell of the matrix of special keys, operators, values and principals: a condition, and small policies that have it.
 *
 * @param key the key that it tests
 * @param operator the operator, qualifier and all
 * @param values what it compares the key to
 * @param principal whom its statement names
 * @param negated whether that is by NotPrincipal
 */
record Cell(SpecialKey key, String operator, List<String> values, Object principal, boolean negated) {

    private static final List<String> TEXT_TESTS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike");

    private static final List<String> ARN_TESTS = List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike");

    private static final List<String> NUMBER_TESTS =
            List.of("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals");

    private static final List<String> DATE_TESTS =
            List.of("DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals");

    private static final List<String> ADDRESS_TESTS = List.of("IpAddress", "NotIpAddress");

    private static final List<String> OTHER_TESTS = List.of("Bool", "BinaryEquals", "Null");

    private static final List<Object> PRINCIPALS = List.of(
            "*",
            Map.of("AWS", "*"),
            Map.of("AWS", "222222222222"),
            Map.of("AWS", "111111111111"),
            Map.of("AWS", "arn:aws:iam::222222222222:role/ci"),
            Map.of("AWS", "arn:aws:iam::222222222222:user/u"),
            Map.of("AWS", "arn:aws:sts::222222222222:assumed-role/ci/s1"),
            Map.of("AWS", "arn:aws:sts::222222222222:federated-user/w"),
            Map.of("AWS", "AROAXEXAMPLE"),
            Map.of("AWS", "arn:aws-cn:iam::111111111111:root"),
            Map.of("Service", "sns.amazonaws.com"),
            Map.of("Federated", "accounts.google.com"),
            Map.of("CanonicalUser", "79a59d"));

    /** A random one of a key. */
    static Cell of(SpecialKey key, Random random) {
        String test = one(List.of("", "", "ForAnyValue:", "ForAllValues:"), random) + test(key.name(), random);
        String operator = test.endsWith("Null") || random.nextInt(3) > 0 ? test : test + "IfExists";
        List<String> values = operator.endsWith("Null")
                ? one(List.of(List.of("true"), List.of("false"), List.of("true", "false"), List.of()), random)
                : one(random.nextInt(8) == 0 ? SpecialKey.variables() : key.written(), random);
        return new Cell(
                key,
                operator,
                values,
                random.nextBoolean() ? "*" : one(PRINCIPALS, random),
                random.nextInt(10) == 0);
    }

    /** One that people write for such a key, mostly. */
    private static String test(String key, Random random) {
        List<String> usual = key.endsWith("Ip")
                ? ADDRESS_TESTS
                : key.endsWith("Time") ? DATE_TESTS : key.endsWith("Age") ? NUMBER_TESTS : TEXT_TESTS;
        return switch (random.nextInt(12)) {
            case 0, 1 -> one(OTHER_TESTS, random);
            case 2 -> one(one(List.of(TEXT_TESTS, NUMBER_TESTS, DATE_TESTS, ADDRESS_TESTS), random), random);
            case 3, 4 -> one(ARN_TESTS, random);
            default -> one(usual, random);
        };
    }

    /** The same with another operator, other values or everybody for its principal. */
    Cell varied(Random random) {
        Cell other = of(key, random);
        return switch (random.nextInt(4)) {
            case 0 -> new Cell(key, other.operator, isPresence() == other.isPresence() ? values : other.values, principal, negated);
            case 1 -> new Cell(key, operator, isPresence() ? values : other.isPresence() ? values : other.values, principal, negated);
            case 2 -> new Cell(key, operator, values, "*", false);
            default -> other;
        };
    }

    private boolean isPresence() {
        return operator.endsWith("Null");
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The cell whose condition holds just where this one's does not, if an operator says so and both name one principal. */
    Optional<Cell> opposite() {
        String other = operator.contains("Not")
                ? operator.replace("Not", "")
                : operator.replace("Equals", "NotEquals").replace("Like", "NotLike").replace("IpAddress", "NotIpAddress");
        boolean plain = operator.matches("(String|Arn)(Not)?(Equals|Like)(IgnoreCase)?|(Not)?IpAddress");
        return plain && !negated ? Optional.of(new Cell(key, other, values, principal, negated)) : Optional.empty();
    }

    /** A statement with the condition. */
    Map<String, Object> statement(String effect) {
        Map<String, Object> statement = open(effect);
        statement.put("Condition", Map.of(operator, Map.of(key.name(), values)));
        return statement;
    }

    /** A statement without it. */
    Map<String, Object> open(String effect) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", effect);
        statement.put(negated ? "NotPrincipal" : "Principal", principal);
        statement.put("Action", "kms:*");
        statement.put("Resource", "*");
        return statement;
    }

    /** A policy that allows under the condition. */
    String allowing() {
        return policy(statement("Allow"));
    }

    /** A policy that allows the cell's principal everything and denies everybody under the condition. */
    String denying() {
        return policy(open("Allow"), new Cell(key, operator, values, "*", false).statement("Deny"));
    }

    /** A policy that allows the cell's principal everything and denies it that under the condition. */
    String denyingItself() {
        return policy(open("Allow"), statement("Deny"));
    }

    /** A policy that allows everybody everything and denies the cell's principal under the condition. */
    String sparing() {
        return policy(new Cell(key, operator, values, "*", false).open("Allow"), statement("Deny"));
    }

    private static String policy(Object... statements) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", new ArrayList<>(List.of(statements)));
        return Trees.json(document);
    }
}
