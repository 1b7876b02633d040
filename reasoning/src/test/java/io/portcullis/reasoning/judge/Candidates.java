package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.concrete.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that requests may have, key by key: the constants that random policies speak of, their neighbours, values that none
 * of them matches, and absence. Keys that constrain each other are filled in together, and only consistently. Source: IAM user
 * guide, "AWS global condition context keys".
 */
final class Candidates {

    private static final List<String> ACCOUNTS = List.of(
            "111111111111",
            "222222222222",
            "222222222223",
            "211111111112",
            "233333333333",
            "311111111112",
            "333333333333",
            "444444444444");

    private static final List<String> ORGANIZATIONS =
            List.of("o-own1234567", "o-other12345", "o-otherx2345", "o-fresh12345", "o-fresh67890");

    private static final List<String> BELOW = List.of("/r-ab12/", "/r-ab12/ou-ab12-1/", "/r-cd34/");

    private static final List<String> INTERNET = List.of(
            "203.0.113.7",
            "203.0.113.8",
            "203.0.113.77",
            "203.0.113.200",
            "203.0.112.9",
            "203.9.9.9",
            "198.51.100.1",
            "198.51.100.7",
            "9.9.9.9",
            "2001:db8::1",
            "2600::1",
            "3fff::1");

    private static final List<String> LETTERS = letters();

    private Candidates() {}

    /** The choices for the keys of one group; one where the policy speaks of none of them. */
    static List<Choice> of(Word.Group group, Set<String> keys, Optional<String> organization) {
        return switch (group) {
            case IDENTITY ->
                identities(
                        keys.contains("aws:userid")
                                ? Choice.product(
                                        present("id", "AROAXEXAMPLE", "AROAXEXAMPLEEXAMPLE", "AROAZ"),
                                        present("session", "s1", "S1", "s2", "u"))
                                : Choice.product(
                                        present("id", "AROAXEXAMPLEEXAMPLE", "AROAZ"), present("session", "s1", "s2")));
            case ORGANIZATION -> paths("aws:PrincipalOrg");
            case NETWORK -> keys.isEmpty() ? List.of(Choice.of("aws:SourceIp", "198.51.100.1")) : networks(keys);
            case SOURCE -> keys.isEmpty() ? List.of(Choice.NOTHING) : sources(keys);
            case SOURCE_ORGANIZATION -> keys.isEmpty() ? List.of(Choice.NOTHING) : paths("aws:SourceOrg");
            case CLOCK -> keys.isEmpty() ? List.of(clock("2026-01-01T00:00:00Z")) : clocks();
            case RESOURCE -> resources(organization);
            case FREE -> throw new IllegalArgumentException("Keys that constrain no other are filled in one by one");
        };
    }

    /** The choices for a key that constrains no other. */
    static List<Choice> of(Word word) {
        return switch (word.key()) {
            case "aws:PrincipalIsAWSService" -> optional(word.key(), "false");
            case "aws:SecureTransport" -> present(word.key(), "true", "false");
            case "aws:MultiFactorAuthPresent" -> optional(word.key(), "true", "false");
            case "aws:MultiFactorAuthAge" ->
                optional(word.key(), "0", "1", "4", "5", "5.00", "5.5", "6", "7", "9.99", "10", "11");
            case "aws:PrincipalTag/team", "kms:EncryptionContext:x" ->
                optional(word.key(), LETTERS.toArray(String[]::new));
            case "kms:EncryptionContextKeys", "aws:TagKeys" -> sets(word.key());
            default ->
                optional(
                        word.key(),
                        LETTERS.stream().filter(text -> !text.isEmpty()).toArray(String[]::new));
        };
    }

    private static List<Choice> present(String key, String... values) {
        return Stream.of(values).map(value -> Choice.of(key, value)).toList();
    }

    private static List<Choice> optional(String key, String... values) {
        return Stream.concat(Stream.of(Choice.NOTHING), present(key, values).stream())
                .toList();
    }

    /** All texts of up to three of a few letters, and some that policies name. */
    private static List<String> letters() {
        List<String> texts = new ArrayList<>(List.of("", "*", "111111111111", "${x}"));
        for (String written : Word.LETTERS) {
            texts.add(written);
            texts.add(written.toUpperCase(Locale.ROOT));
        }
        List<String> last = List.of("");
        for (int length = 1; length <= 3; length++) {
            List<String> longer = new ArrayList<>();
            last.forEach(text -> List.of("a", "b", "c", "A", "z").forEach(letter -> longer.add(text + letter)));
            texts.addAll(longer);
            last = longer;
        }
        return texts;
    }

    /** Sets of up to three elements: each condition demands one at most. */
    private static List<Choice> sets(String key) {
        List<String> elements = List.of(
                "a",
                "A",
                "a*",
                "A*",
                "ab",
                "acb",
                "ac",
                "azz",
                "b",
                "B",
                "zb",
                "zcb",
                "zzb",
                "zc",
                "zcz",
                "z",
                "zz",
                "zzz",
                "*",
                "??",
                "111111111111");
        List<Choice> sets = new ArrayList<>(optional(key, elements.toArray(String[]::new)));
        for (int i = 0; i < elements.size(); i++) {
            for (int j = i + 1; j < elements.size(); j++) {
                sets.add(Choice.of(key, elements.get(i), elements.get(j)));
                for (int k = j + 1; k < elements.size(); k++) {
                    sets.add(Choice.of(key, elements.get(i), elements.get(j), elements.get(k)));
                }
            }
        }
        // With the name of the one key of the family, and without.
        List.copyOf(sets).forEach(set -> {
            List<String> named = new ArrayList<>(set.context().getOrDefault(key, List.of()));
            named.add("x");
            sets.add(Choice.of(key, named.toArray(String[]::new)));
        });
        return sets;
    }

    private static List<Choice> identities(List<Choice> sessions) {
        List<Choice> choices = new ArrayList<>();
        for (String partition : List.of("aws", "aws-cn")) {
            ACCOUNTS.forEach(account -> identities(partition, account, sessions, choices));
        }
        return choices;
    }

    private static void identities(String partition, String account, List<Choice> sessions, List<Choice> into) {
        String iam = "arn:" + partition + ":iam::" + account + ":";
        into.add(identity(new Identity.Aws(iam + "root", account)));
        for (String name : List.of("u", "U", "v", "V", "uu", "u+", "x", "p/u", "p/w1")) {
            into.add(identity(new Identity.Aws(iam + "user/" + name, "AIDAUEXAMPLE")));
        }
        for (String name : List.of("u", "w")) {
            into.add(identity(new Identity.Aws(
                    "arn:" + partition + ":sts::" + account + ":federated-user/" + name, account + ":" + name)));
        }
        for (String name : List.of("ci", "CI", "p/ci", "other")) {
            for (Choice session : sessions) {
                String id = session.value("id").orElseThrow() + ":"
                        + session.value("session").orElseThrow();
                into.add(identity(new Identity.Aws(iam + "role/" + name, id)));
            }
        }
    }

    /** Who asks, with the keys that say so. */
    static Choice identity(Identity identity) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        if (identity instanceof Identity.Aws aws) {
            context.put("aws:PrincipalArn", List.of(aws.principalArn()));
            context.put("aws:PrincipalAccount", List.of(aws.account()));
            context.put("kms:CallerAccount", List.of(aws.account()));
            context.put("aws:userid", List.of(aws.userId()));
            context.put("aws:PrincipalType", List.of(aws.type()));
            if (aws.type().equals("User")) {
                context.put("aws:username", List.of(aws.lastName()));
            }
        } else if (identity instanceof Identity.Anonymous) {
            context.put("aws:PrincipalAccount", List.of("anonymous"));
            context.put("aws:userid", List.of("anonymous"));
            context.put("aws:PrincipalType", List.of("Anonymous"));
        }
        return new Choice(Optional.of(identity), context);
    }

    /** An organization's id is what its paths begin with; a request has both or neither. */
    private static List<Choice> paths(String keys) {
        List<Choice> choices = new ArrayList<>(List.of(Choice.NOTHING));
        for (String id : ORGANIZATIONS) {
            for (String below : BELOW) {
                choices.add(Choice.of(keys + "Paths", id + below).and(Choice.of(keys + "ID", id)));
            }
        }
        return choices;
    }

    /** A request comes over the internet, or through an endpoint in a VPC. */
    private static List<Choice> networks(Set<String> keys) {
        List<Choice> inside = Choice.product(
                keys.contains("aws:SourceVpc")
                        ? present("aws:SourceVpc", "vpc-1", "vpc-12", "vpc-13", "vpc-2", "vpc-22", "vpc-3", "vpc-33")
                        : present("aws:SourceVpc", "vpc-33"),
                Choice.product(
                        keys.contains("aws:SourceVpce")
                                ? present("aws:SourceVpce", "vpce-1", "vpce-12", "vpce-2", "vpce-3")
                                : present("aws:SourceVpce", "vpce-33"),
                        keys.contains("aws:VpcSourceIp")
                                ? present(
                                        "aws:VpcSourceIp",
                                        "10.0.0.1",
                                        "10.0.0.2",
                                        "10.9.9.1",
                                        "10.9.9.9",
                                        "172.16.0.1",
                                        "172.16.0.2",
                                        "9.9.9.1",
                                        "9.9.9.9",
                                        "2600::1",
                                        "fd00::1")
                                : present("aws:VpcSourceIp", "9.9.9.9")));
        List<Choice> all = new ArrayList<>(inside);
        all.addAll(present("aws:SourceIp", INTERNET.toArray(String[]::new)));
        // What a service sends for somebody may come from neither.
        all.addAll(present("aws:ViaAWSService", "true"));
        return all;
    }

    /** A source ARN with an account has that source account. */
    private static List<Choice> sources(Set<String> keys) {
        List<Choice> choices = new ArrayList<>();
        if (keys.contains("aws:SourceAccount") || !keys.contains("aws:SourceArn")) {
            choices.addAll(optional("aws:SourceAccount", ACCOUNTS.toArray(String[]::new)));
        } else {
            choices.add(Choice.NOTHING);
        }
        if (keys.contains("aws:SourceArn")) {
            List<Choice> accounts = List.copyOf(choices);
            for (String bucket : List.of(
                    "arn:aws:s3:::b",
                    "arn:aws:s3:::B",
                    "arn:aws:s3:::c",
                    "arn:aws:s3:::*",
                    "arn:aws:S3:::*",
                    "arn:aws-cn:s3:::c",
                    "arn:aws:sns:us-east-1::t",
                    "arn:aws:lambda:::222222222222:t")) {
                choices.addAll(Choice.product(accounts, present("aws:SourceArn", bucket)));
            }
            for (String account : ACCOUNTS) {
                for (String arn : List.of(
                        "arn:aws:sns:us-east-1:%s:t",
                        "arn:aws:sns:us-east-1:%s:T",
                        "arn:aws:SNS:us-east-1:%s:t",
                        "arn:aws:sns:eu-west-1:%s:t",
                        "arn:aws:sns:eu-west-1:%s:u",
                        "arn:aws:sns:*:%s:*",
                        "arn:aws:lambda:*:%s:*",
                        "arn:aws-cn:sqs:x:%s:u")) {
                    Choice source = Choice.of("aws:SourceArn", arn.formatted(account));
                    choices.add(source);
                    choices.add(source.and(Choice.of("aws:SourceAccount", account)));
                }
            }
        }
        return keys.contains("aws:SourceOwner")
                ? Choice.product(choices, optional("aws:SourceOwner", ACCOUNTS.toArray(String[]::new)))
                : choices;
    }

    private static List<Choice> clocks() {
        return Stream.of(
                        "2026-01-01T00:00:00Z",
                        "2026-05-31T23:59:59Z",
                        "2026-06-01T00:00:00Z",
                        "2026-06-01T00:00:01Z",
                        "2026-06-30T12:00:00Z",
                        "2026-07-01T00:00:00Z",
                        "2026-07-02T00:00:00Z",
                        "2029-12-31T23:59:59Z",
                        "2030-01-01T00:00:00Z",
                        "2030-01-01T00:00:01Z",
                        "2031-01-01T00:00:00Z")
                .map(Candidates::clock)
                .toList();
    }

    private static Choice clock(String instant) {
        return Choice.of("aws:CurrentTime", instant)
                .and(Choice.of(
                        "aws:EpochTime", Long.toString(Instant.parse(instant).getEpochSecond())));
    }

    private static List<Choice> resources(Optional<String> organization) {
        Choice fixed =
                Choice.of("aws:ResourceAccount", "111111111111").and(Choice.of("aws:RequestedRegion", "us-east-1"));
        List<Choice> organizations = paths("aws:ResourceOrg").stream()
                .filter(choice -> organization.isEmpty()
                        || choice.value("aws:ResourceOrgID").equals(organization))
                .toList();
        return Choice.product(List.of(fixed), organizations);
    }
}
