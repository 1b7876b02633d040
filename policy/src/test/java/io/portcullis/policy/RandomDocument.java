package io.portcullis.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes readable policy documents of every shape: the same seed gives the same document. */
final class RandomDocument {

    private static final List<String> TEXTS = List.of(
            "",
            "*",
            "kms:*",
            "kms:Decrypt",
            "arn:aws:iam::111111111111:root",
            "${aws:PrincipalAccount}",
            "${aws:username, 'none'}",
            "${*}",
            "a\"b\\c/d",
            "tab\tline\nend",
            "\u0000\u001f\u007f",
            "žluťoučký kůň",
            "🐎 \uFEFF \u2028",
            "true",
            "10.0");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "1", "10.0", "1e3", "1E+03", "-1.50e-7", "123456789012");

    private final Random random;

    RandomDocument(long seed) {
        random = new Random(seed);
    }

    /** The document as a tree. */
    Map<String, Object> tree() {
        Map<String, Object> document = new LinkedHashMap<>();
        maybe(() -> document.put("Version", one(List.of("2012-10-17", "2008-10-17"))));
        maybe(() -> document.put("Id", text()));
        document.put("Statement", random.nextInt(4) == 0 ? statement() : many(5, this::statement));
        return shuffled(document);
    }

    /** Writes a tree as JSON with white space and escapes where JSON lets them be. */
    String print(Object tree) {
        StringBuilder out = new StringBuilder();
        print(tree, out);
        return out.toString();
    }

    private Object statement() {
        Map<String, Object> statement = new LinkedHashMap<>();
        maybe(() -> statement.put("Sid", text()));
        statement.put("Effect", one(List.of("Allow", "Deny")));
        maybe(() -> statement.put(one(List.of("Principal", "NotPrincipal")), principals()));
        statement.put(one(List.of("Action", "NotAction")), values(this::text));
        maybe(() -> statement.put(one(List.of("Resource", "NotResource")), values(this::text)));
        maybe(() -> statement.put("Condition", conditions()));
        return shuffled(statement);
    }

    private Object principals() {
        if (random.nextInt(4) == 0) {
            return "*";
        }
        Map<String, Object> types = new LinkedHashMap<>();
        for (PrincipalType type : PrincipalType.values()) {
            maybe(() -> types.put(type.written(), values(this::text)));
        }
        return shuffled(types);
    }

    private Object conditions() {
        Map<String, Object> blocks = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String operator = one(ConditionOperator.spellings());
            String lower = operator.toLowerCase(Locale.ROOT);
            blocks.remove(operator);
            blocks.remove(lower);
            blocks.put(random.nextInt(3) == 0 ? lower : operator, block());
        }
        return blocks;
    }

    private Object block() {
        Map<String, Object> block = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = one(List.of(
                    "aws:SourceIp", "AWS:sourceip", "kms:CallerAccount", "aws:PrincipalTag/příznak", "a'b\\c", ""));
            if (keys.add(key.toLowerCase(Locale.ROOT))) {
                block.put(key, values(this::scalar));
            }
        }
        return block;
    }

    private Object values(Maker maker) {
        return random.nextBoolean() ? maker.make() : many(4, maker);
    }

    private Object scalar() {
        return switch (random.nextInt(4)) {
            case 0 -> new JsonTree.Bare(one(NUMBERS));
            case 1 -> new JsonTree.Bare(String.valueOf(random.nextBoolean()));
            default -> text();
        };
    }

    private String text() {
        return one(TEXTS);
    }

    private List<Object> many(int below, Maker maker) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(below); i > 0; i--) {
            items.add(maker.make());
        }
        return items;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void maybe(Runnable step) {
        if (random.nextBoolean()) {
            step.run();
        }
    }

    private Map<String, Object> shuffled(Map<String, Object> members) {
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        Map<String, Object> result = new LinkedHashMap<>();
        names.forEach(name -> result.put(name, members.get(name)));
        return result;
    }

    private void print(Object tree, StringBuilder out) {
        space(out);
        switch (tree) {
            case Map<?, ?> members -> {
                out.append('{');
                String comma = "";
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    out.append(comma);
                    print(member.getKey(), out);
                    out.append(':');
                    print(member.getValue(), out);
                    comma = ",";
                }
                out.append('}');
            }
            case List<?> items -> {
                out.append('[');
                String comma = "";
                for (Object item : items) {
                    out.append(comma);
                    print(item, out);
                    comma = ",";
                }
                out.append(']');
            }
            case JsonTree.Bare bare -> out.append(bare.written());
            default -> string(tree.toString(), out);
        }
        space(out);
    }

    private void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(8) == 0) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private void space(StringBuilder out) {
        if (random.nextInt(3) == 0) {
            out.append(one(List.of(" ", "\n", "\r", "\r\n", "\t", "\n\n  ")));
        }
    }

    private interface Maker {
        Object make();
    }
}
