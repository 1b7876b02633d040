package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the keys of one request say of each other. Source: IAM user guide, "AWS global condition context keys". */
final class Consistency {

    private static final Pattern NOT_OF_NOBODY = Pattern.compile(
            "aws:(username|Principal(Arn|Org.*|Tag/.*|IsAWSService))|kms:CallerAccount", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_ROLES =
            Pattern.compile("aws:FederatedProvider|saml:.*|[^:]+[.][^:]+:.*", Pattern.CASE_INSENSITIVE);

    private static final String CONTEXT = "kms:EncryptionContext:x";

    private static final String CONTEXT_KEYS = "kms:EncryptionContextKeys";

    private Consistency() {}

    /** Whether the names of the encryption context are those of its keys, where both are asked for. */
    static boolean agreesOnNames(Choice all, Set<String> asked) {
        return !asked.containsAll(List.of(CONTEXT, CONTEXT_KEYS))
                || all.value(CONTEXT).isPresent() == namesContext(all);
    }

    /** Whether the encryption context has the name of the one key of it that policies speak of. */
    static boolean namesContext(Choice choice) {
        return choice.context().getOrDefault(CONTEXT_KEYS, List.of()).stream().anyMatch("x"::equalsIgnoreCase);
    }

    static boolean isSessionOfARole(Identity identity) {
        return identity instanceof Identity.Aws aws && aws.type().equals("AssumedRole");
    }

    /**
     * Whether somebody has what a session has: sessions of roles alone what a provider says of them, nobody a second factor, and
     * who has shown none has shown it at no time.
     */
    static boolean agreesOnSession(Choice all, Set<String> asked) {
        Identity identity = all.identity().orElseThrow();
        boolean unplaced = identity instanceof Identity.FederatedSession || identity instanceof Identity.Canonical;
        boolean aged = all.value("aws:MultiFactorAuthAge").isPresent();
        Optional<String> shown = all.value("aws:MultiFactorAuthPresent");
        return (isSessionOfARole(identity)
                        || unplaced
                        || !areOfARole(all.context().keySet()))
                && !(identity instanceof Identity.Anonymous && (aged || shown.isPresent()))
                && !(aged && asked.contains("aws:MultiFactorAuthPresent") && !shown.equals(Optional.of("true")));
    }

    /** Whether a request has what sessions of roles alone begin with. Source: as in the keys' availability. */
    static boolean isOfARole(Request request) {
        return areOfARole(request.context().keySet());
    }

    /** The same of the keys of a request. */
    static boolean areOfARole(Set<String> keys) {
        return keys.stream().anyMatch(OF_ROLES.asMatchPredicate());
    }

    /** What a request contradicts itself in. */
    static List<String> contradictions(Request request, Zone zone) {
        List<String> found = new ArrayList<>();
        if (request.identity() instanceof Identity.Aws aws) {
            expect(request, "aws:PrincipalArn", aws.principalArn(), found);
            expect(request, "aws:PrincipalAccount", aws.account(), found);
            expect(request, "kms:CallerAccount", aws.account(), found);
            expect(request, "aws:userid", aws.userId(), found);
            expect(request, "aws:PrincipalType", aws.type(), found);
            if (!aws.type().equals("AssumedRole") && isOfARole(request)) {
                found.add("a user has what a session of a role begins with");
            }
            if (aws.type().equals("Account")) {
                request.context().keySet().stream()
                        .filter(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:principaltag/"))
                        .forEach(key -> found.add("a root user has " + key));
            }
        }
        if (request.identity() instanceof Identity.Anonymous) {
            expect(request, "aws:PrincipalAccount", "anonymous", found);
            expect(request, "aws:userid", "anonymous", found);
            expect(request, "aws:PrincipalType", "Anonymous", found);
            request.context().keySet().stream()
                    .filter(NOT_OF_NOBODY.asMatchPredicate())
                    .forEach(key -> found.add("nobody has " + key));
        }
        network(request, found);
        source(request, found);
        for (String organization : List.of("aws:PrincipalOrg", "aws:SourceOrg", "aws:ResourceOrg")) {
            Optional<String> id = value(request, organization + "ID");
            value(request, organization + "Paths")
                    .filter(path -> id.isEmpty() || !path.startsWith(id.get() + "/"))
                    .ifPresent(path -> found.add(path + " is not in " + id));
        }
        if (!Dimension.isOutside(choice(request), zone)) {
            found.add("it is no outsider's");
        }
        return found;
    }

    static Choice choice(Request request) {
        return new Choice(Optional.of(request.identity()), request.context());
    }

    private static void network(Request request, List<String> found) {
        boolean inside = value(request, "aws:SourceVpc").isPresent();
        boolean spoken = inside || value(request, "aws:SourceIp").isPresent();
        if (spoken
                && (inside != value(request, "aws:SourceVpce").isPresent()
                        || inside != value(request, "aws:VpcSourceIp").isPresent()
                        || inside == value(request, "aws:SourceIp").isPresent())) {
            found.add("it comes through an endpoint and over the internet, or half through an endpoint");
        }
    }

    private static void source(Request request, List<String> found) {
        Optional<String> account = value(request, "aws:SourceAccount");
        value(request, "aws:SourceArn")
                .map(arn -> arn.split(":", 6)[4])
                .filter(owner -> !owner.isEmpty()
                        && account.isPresent()
                        && !account.get().equals(owner))
                .ifPresent(owner -> found.add("its source ARN is of " + owner + ", not of " + account));
    }

    private static void expect(Request request, String key, String value, List<String> found) {
        if (!value(request, key).equals(Optional.of(value))) {
            found.add(key + " is not " + value);
        }
    }

    private static Optional<String> value(Request request, String key) {
        return request.values(key).stream().findFirst();
    }
}
