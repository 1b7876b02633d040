package io.portcullis.reasoning.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A context key that the engine has a rule of its own for, or a plain one of some type.
 *
 * @param name its documented spelling
 * @param family the keys that go with it
 * @param insiders what insiders have, or what nobody has who asks for the resource
 * @param others what outsiders have
 */
record SpecialKey(String name, Family family, String insiders, List<String> others) {

    /** Keys that a request has together. */
    enum Family {
        CALLER,
        TAG,
        SOURCE,
        NETWORK,
        CHAIN,
        SESSION,
        CLOCK,
        RESOURCE,
        ALONE,
        LIST
    }

    private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222", "333333333333");

    private static SpecialKey of(Family family, String name, String insiders, String... others) {
        return new SpecialKey(name, family, insiders, List.of(others));
    }

    private static SpecialKey accountOf(Family family, String name) {
        return of(family, name, "111111111111", "222222222222");
    }

    private static SpecialKey organizationOf(Family family, String name) {
        return of(family, name, "o-own1234567", "o-other12345");
    }

    private static SpecialKey pathsOf(Family family, String name) {
        return of(family, name, "o-own1234567/r-ab12/", "o-other12345/r-ab12/", "o-other12345/*", "o-*/r-ab12/*");
    }

    static final List<SpecialKey> ALL = List.of(
            of(
                    Family.CALLER,
                    "aws:PrincipalArn",
                    "arn:aws:iam::111111111111:role/ci",
                    "arn:aws:iam::222222222222:role/ci",
                    "arn:aws:iam::222222222222:*",
                    "arn:aws:iam::*:role/ci",
                    "arn:*:root"),
            of(Family.CALLER, "aws:PrincipalAccount", "111111111111", "222222222222", "anonymous"),
            accountOf(Family.CALLER, "kms:CallerAccount"),
            of(
                    Family.CALLER,
                    "aws:userid",
                    "AROAOWN:s1",
                    "AROAXEXAMPLE:s1",
                    "AROAXEXAMPLE:*",
                    "*:s1",
                    "222222222222:w",
                    "anonymous"),
            of(Family.CALLER, "aws:username", "nobody", "u", "v"),
            of(Family.CALLER, "aws:PrincipalType", "User", "AssumedRole", "Account", "FederatedUser", "Anonymous"),
            of(Family.CALLER, "aws:PrincipalIsAWSService", "true", "false"),
            of(Family.CALLER, "aws:PrincipalServiceName", "sns.amazonaws.com", "s3.amazonaws.com"),
            of(Family.CALLER, "aws:PrincipalServiceNamesList", "sns.amazonaws.com", "s3.amazonaws.com"),
            organizationOf(Family.CALLER, "aws:PrincipalOrgID"),
            pathsOf(Family.CALLER, "aws:PrincipalOrgPaths"),
            of(Family.TAG, "aws:PrincipalTag/t", "in", "a", "ab", ""),
            of(
                    Family.SOURCE,
                    "aws:SourceArn",
                    "arn:aws:sns:us-east-1:111111111111:t",
                    "arn:aws:sns:us-east-1:222222222222:t",
                    "arn:aws:s3:::b",
                    "arn:aws:sns:*:*:t"),
            accountOf(Family.SOURCE, "aws:SourceAccount"),
            accountOf(Family.SOURCE, "aws:SourceOwner"),
            organizationOf(Family.SOURCE, "aws:SourceOrgID"),
            pathsOf(Family.SOURCE, "aws:SourceOrgPaths"),
            of(Family.NETWORK, "aws:SourceIp", "10.0.0.0/8", "203.0.113.7", "2600::1", "203.0.113.0/24", "0.0.0.0/0"),
            of(Family.NETWORK, "aws:VpcSourceIp", "203.0.113.7", "10.0.0.1", "10.0.0.0/8"),
            of(Family.NETWORK, "aws:SourceVpc", "vpc-1", "vpc-2"),
            of(Family.NETWORK, "aws:SourceVpce", "vpce-1", "vpce-2"),
            accountOf(Family.NETWORK, "aws:VpceAccount"),
            organizationOf(Family.NETWORK, "aws:VpceOrgID"),
            pathsOf(Family.NETWORK, "aws:VpceOrgPaths"),
            of(Family.CHAIN, "aws:ViaAWSService", "true", "false"),
            of(Family.CHAIN, "aws:CalledVia", "s3.amazonaws.com", "athena.amazonaws.com"),
            of(Family.CHAIN, "aws:CalledViaFirst", "s3.amazonaws.com", "athena.amazonaws.com"),
            of(Family.CHAIN, "aws:CalledViaLast", "s3.amazonaws.com", "athena.amazonaws.com"),
            of(Family.SESSION, "aws:MultiFactorAuthPresent", "true", "false"),
            of(Family.SESSION, "aws:MultiFactorAuthAge", "100", "3600", "0"),
            of(Family.SESSION, "aws:TokenIssueTime", "2020-01-01T00:00:00Z", "2025-06-01T00:00:00Z"),
            of(
                    Family.SESSION,
                    "aws:FederatedProvider",
                    "arn:aws:iam::111111111111:saml-provider/p",
                    "accounts.google.com"),
            of(Family.CLOCK, "aws:CurrentTime", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"),
            of(Family.CLOCK, "aws:EpochTime", "1577836800", "1893456000"),
            of(Family.RESOURCE, "aws:RequestedRegion", "eu-west-1", "us-east-1"),
            of(Family.RESOURCE, "aws:ResourceAccount", "222222222222", "111111111111"),
            of(Family.RESOURCE, "aws:ResourceOrgID", "o-other12345", "o-own1234567"),
            pathsOf(Family.RESOURCE, "aws:ResourceOrgPaths"),
            of(Family.ALONE, "aws:SecureTransport", "true", "false"),
            of(Family.ALONE, "kms:ViaService", "s3.us-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com"),
            of(Family.ALONE, "kms:GrantIsForAWSResource", "true", "false"),
            of(Family.ALONE, "kms:EncryptionContext:x", "in", "a", "ab", ""),
            of(Family.LIST, "kms:EncryptionContextKeys", "in", "a", "ab"),
            of(Family.ALONE, "aws:SourceIdentity", "in", "aa", "ab"),
            of(Family.LIST, "aws:TagKeys", "in", "a", "ab"),
            of(Family.ALONE, "aws:RequestTag/t", "in", "a", "ab", ""),
            of(Family.ALONE, "acme:Unknown", "in", "a", "ab"));

    /** Whether its values are {@code true} and {@code false}. */
    private boolean isTruth() {
        return insiders.equals("true");
    }

    /** What stands for it in a policy: values in every form without variables, each a list of texts. */
    List<List<String>> written() {
        String last = others.getLast();
        String outsiders = others.getFirst();
        int half = outsiders.length() / 2;
        List<List<String>> written = new ArrayList<>();
        Stream.concat(Stream.of(insiders), others.stream()).map(List::of).forEach(written::add);
        Stream.of(
                        outsiders.substring(0, half) + "*",
                        outsiders.charAt(0) + "*",
                        insiders.charAt(0) + "*",
                        "*" + outsiders.substring(half),
                        "*" + insiders.substring(insiders.length() - 1),
                        "*",
                        "?*",
                        "",
                        outsiders.toUpperCase(Locale.ROOT),
                        last.toUpperCase(Locale.ROOT))
                .map(List::of)
                .forEach(written::add);
        written.addAll(List.of(
                List.of(),
                List.of(insiders, outsiders),
                List.of(outsiders, last),
                List.of("*" + outsiders.substring(half), outsiders.charAt(0) + "*")));
        // Of another type.
        Stream.of("true", "10", "10.0.0.0/8", "2025-01-01T00:00:00Z", "arn:*", "arn:aws:iam::111111111111:*", "${*}")
                .map(List::of)
                .forEach(written::add);
        return written;
    }

    /** Values with variables, which may stand for it. */
    static List<List<String>> variables() {
        return Stream.of(
                        "${aws:PrincipalTag/t}",
                        "${aws:PrincipalTag/t}*",
                        "${aws:PrincipalAccount}",
                        "${aws:ResourceAccount}",
                        "${aws:username}",
                        "${aws:PrincipalOrgID}",
                        "${aws:SourceAccount}",
                        "arn:aws:iam::${aws:PrincipalAccount}:*")
                .map(List::of)
                .toList();
    }

    /** Every way in which requests have it and the keys that go with it, but those that say who calls. */
    List<Choice> choices() {
        return switch (family) {
            case CALLER -> List.of(Choice.NOTHING);
            case TAG, ALONE -> alone();
            case LIST -> lists();
            case SOURCE -> sources();
            case NETWORK -> ofEachValue(networks());
            case CHAIN -> ofEachValue(chains());
            case SESSION -> ofEachValue(sessions());
            case CLOCK -> clocks();
            case RESOURCE ->
                List.of(in("aws:ResourceOrg", "o-own1234567"), in("aws:ResourceOrg", "o-own1234567", "ou-ab12-1/"));
        };
    }

    /** The first with each value of the key, and the first without. */
    private List<Choice> ofEachValue(List<Choice> choices) {
        Map<List<String>, Choice> first = new LinkedHashMap<>();
        choices.forEach(choice -> first.putIfAbsent(choice.context().getOrDefault(name, List.of()), choice));
        return List.copyOf(first.values());
    }

    private static Choice in(String key, String organization, String... below) {
        return Choice.of(key + "ID", organization)
                .and(Choice.of(key + "Paths", organization + "/r-ab12/" + String.join("", below)));
    }

    private Stream<String> values() {
        if (isTruth()) {
            return Stream.of("true", "false");
        }
        String outsiders = others.getFirst();
        return Stream.concat(
                Stream.concat(Stream.of(insiders), others.stream()),
                Stream.of(outsiders + "z", "z" + outsiders, "z", outsiders.toUpperCase(Locale.ROOT), "10", "*"));
    }

    private List<Choice> alone() {
        Stream<Choice> absent = name.equals("aws:SecureTransport") ? Stream.of() : Stream.of(Choice.NOTHING);
        return Stream.concat(absent, values().map(value -> Choice.of(name, value)))
                .toList();
    }

    private List<Choice> lists() {
        List<Choice> choices = new ArrayList<>(alone());
        values().forEach(value -> {
            choices.add(Choice.of(name, value, "z"));
            choices.add(Choice.of(name, insiders, value));
        });
        return choices;
    }

    private static List<Choice> sources() {
        List<Choice> choices = new ArrayList<>(List.of(Choice.NOTHING));
        for (String account : ACCOUNTS) {
            Choice own = Choice.of("aws:SourceAccount", account);
            for (String arn : List.of("arn:aws:sns:us-east-1:" + account + ":t", "arn:aws:s3:::b", "arn:aws:s3:::z")) {
                Choice source = Choice.of("aws:SourceArn", arn);
                choices.addAll(List.of(source, source.and(own), source.and(Choice.of("aws:SourceOwner", account))));
                Callers.organization(account)
                        .ifPresent(id -> choices.add(source.and(own).and(in("aws:SourceOrg", id))));
            }
            choices.addAll(List.of(own, Choice.of("aws:SourceOwner", account)));
        }
        return choices;
    }

    private static List<Choice> networks() {
        List<Choice> choices = new ArrayList<>();
        // What a service sends for somebody may come from nowhere.
        choices.add(Choice.of("aws:ViaAWSService", "true"));
        Stream.of("203.0.113.7", "203.0.113.9", "198.51.100.1", "2600::1")
                .forEach(address -> choices.add(Choice.of("aws:SourceIp", address)));
        for (String account : ACCOUNTS) {
            for (String name : List.of("1", "2", "0abc")) {
                for (String address : List.of("10.0.0.1", "10.9.9.9", "172.16.0.1")) {
                    Choice inside = Choice.of("aws:SourceVpc", "vpc-" + name)
                            .and(Choice.of("aws:SourceVpce", "vpce-" + name))
                            .and(Choice.of("aws:VpcSourceIp", address))
                            .and(Choice.of("aws:VpceAccount", account));
                    choices.add(Callers.organization(account)
                            .map(id -> inside.and(in("aws:VpceOrg", id)))
                            .orElse(inside));
                }
            }
        }
        return choices;
    }

    private static List<Choice> chains() {
        return List.of(
                Choice.of("aws:ViaAWSService", "false"),
                chain("s3.amazonaws.com"),
                chain("athena.amazonaws.com"),
                chain("athena.amazonaws.com", "s3.amazonaws.com"),
                chain("s3.amazonaws.com", "z.amazonaws.com", "athena.amazonaws.com"));
    }

    private static Choice chain(String... services) {
        return Choice.of("aws:ViaAWSService", "true")
                .and(Choice.of("aws:CalledVia", services))
                .and(Choice.of("aws:CalledViaFirst", services[0]))
                .and(Choice.of("aws:CalledViaLast", services[services.length - 1]));
    }

    private static List<Choice> sessions() {
        List<Choice> choices = new ArrayList<>(List.of(Choice.NOTHING));
        for (String issued : List.of("2025-06-01T00:00:00Z", "2025-12-31T00:00:00Z")) {
            Choice token = Choice.of("aws:TokenIssueTime", issued);
            choices.add(token.and(Choice.of("aws:MultiFactorAuthPresent", "false")));
            choices.add(token.and(Choice.of("aws:FederatedProvider", "accounts.google.com")));
            Stream.of("0", "10", "100", "3600", "9999")
                    .forEach(age -> choices.add(token.and(Choice.of("aws:MultiFactorAuthPresent", "true"))
                            .and(Choice.of("aws:MultiFactorAuthAge", age))));
        }
        return choices;
    }

    private static List<Choice> clocks() {
        return Stream.of("2026-01-01T00:00:01Z", "2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z")
                .map(time -> Choice.of("aws:CurrentTime", time)
                        .and(Choice.of(
                                "aws:EpochTime",
                                Long.toString(Instant.parse(time).getEpochSecond()))))
                .toList();
    }
}
