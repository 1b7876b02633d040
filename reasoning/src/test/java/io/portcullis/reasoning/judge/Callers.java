package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Callers of every kind, with the keys that say who they are, and their requests: those of the resource's account, of its
 * organization, of another organization and of none, of another partition, services, and nobody. Source: IAM user guide, "AWS global condition
 * context keys", availability.
 */
final class Callers {

    /** Values that a request has unless a key of the same family says otherwise. */
    private static final Choice USUAL = Choice.of("aws:ResourceAccount", "111111111111")
            .and(Choice.of("aws:RequestedRegion", "us-east-1"))
            .and(Choice.of("aws:SecureTransport", "true"))
            .and(Choice.of("aws:ViaAWSService", "false"))
            .and(Choice.of("aws:CurrentTime", "2026-01-01T00:00:01Z"))
            .and(Choice.of("aws:EpochTime", "1767225601"));

    private static final Choice INTERNET = Choice.of("aws:SourceIp", "198.51.100.9");

    private Callers() {}

    /** The organization of an account. */
    static Optional<String> organization(String account) {
        return switch (account) {
            case "111111111111", "555555555555" -> Optional.of("o-own1234567");
            case "222222222222" -> Optional.of("o-other12345");
            default -> Optional.empty();
        };
    }

    private static List<Choice> all() {
        List<Choice> callers = new ArrayList<>();
        Stream.of("111111111111", "555555555555", "222222222222", "333333333333")
                .forEach(account -> callers.addAll(of("aws", account)));
        callers.addAll(of("aws-cn", "111111111111"));
        for (Identity unplaced :
                List.of(new Identity.FederatedSession("accounts.google.com"), new Identity.Canonical("79a59d"))) {
            callers.add(Candidates.identity(unplaced).and(Choice.of("aws:PrincipalIsAWSService", "false")));
        }
        callers.add(Candidates.identity(new Identity.Anonymous()));
        for (String service : List.of("sns.amazonaws.com", "s3.amazonaws.com", "ec2.amazonaws.com")) {
            callers.add(Candidates.identity(new Identity.Service(service))
                    .and(Choice.of("aws:PrincipalIsAWSService", "true"))
                    .and(Choice.of("aws:PrincipalServiceName", service))
                    .and(Choice.of("aws:PrincipalServiceNamesList", service, "of." + service)));
        }
        return callers;
    }

    /** Those whom policies name, and a root user of each account: for keys that say nothing of callers. */
    private static List<Choice> few() {
        return all().stream()
                .filter(choice -> !(choice.identity().orElseThrow() instanceof Identity.Aws aws)
                        || aws.type().equals("Account")
                        || (aws.account().equals("222222222222")
                                && !aws.entity().contains("/p/")))
                .toList();
    }

    private static List<Choice> of(String partition, String account) {
        String iam = "arn:" + partition + ":iam::" + account + ":";
        String sts = "arn:" + partition + ":sts::" + account + ":";
        String ofOwn = account.equals("111111111111") ? "AROAOWN" : "AROAXEXAMPLE";
        Choice member = organization(account)
                .filter(id -> partition.equals("aws"))
                .map(id -> Choice.of("aws:PrincipalOrgID", id).and(Choice.of("aws:PrincipalOrgPaths", id + "/r-ab12/")))
                .orElse(Choice.NOTHING);
        return Stream.of(
                        new Identity.Aws(iam + "root", account),
                        new Identity.Aws(iam + "user/u", "AIDAU"),
                        new Identity.Aws(iam + "user/p/v", "AIDAV"),
                        new Identity.Aws(sts + "federated-user/w", account + ":w"),
                        new Identity.Aws(iam + "role/ci", ofOwn + ":s1"),
                        new Identity.Aws(iam + "role/p/other", "AROAZ:s2"))
                .map(identity -> Candidates.identity(identity)
                        .and(Choice.of("aws:PrincipalIsAWSService", "false"))
                        .and(member))
                .toList();
    }

    /** Their requests, with a key in every way that there is; tags of callers are sometimes what the key is. */
    static List<Request> requests(SpecialKey key) {
        Choice usual = key.family() == SpecialKey.Family.NETWORK ? USUAL : USUAL.and(INTERNET);
        List<Choice> callers = key.family() == SpecialKey.Family.CALLER ? all() : few();
        return Choice.product(callers, key.choices()).stream()
                .flatMap(choice -> Stream.concat(Stream.of(choice), tagged(key, choice)))
                .map(choice -> new Request(
                        choice.identity().orElseThrow(),
                        "kms:Decrypt",
                        "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                        new TreeMap<>(usual.and(choice).context())))
                .filter(request -> !request.context().containsKey("aws:PrincipalTag/t") || hasTags(request.identity()))
                .filter(request -> mayBeRoles(request.identity()) || !Consistency.isOfARole(request))
                .toList();
    }

    private static boolean mayBeRoles(Identity identity) {
        return identity instanceof Identity.Aws aws
                ? aws.type().equals("AssumedRole")
                : !(identity instanceof Identity.Service || identity instanceof Identity.Anonymous);
    }

    private static Stream<Choice> tagged(SpecialKey key, Choice choice) {
        return choice.value("aws:PrincipalTag/t").isPresent()
                ? Stream.of()
                : choice.value(key.name()).stream().map(value -> choice.and(Choice.of("aws:PrincipalTag/t", value)));
    }

    private static boolean hasTags(Identity identity) {
        return identity instanceof Identity.Aws aws && !aws.type().equals("Account");
    }
}
