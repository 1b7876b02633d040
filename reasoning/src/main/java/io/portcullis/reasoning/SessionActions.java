package io.portcullis.reasoning;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who can ask STS for which kind of session of a role, whatever a policy says. Source: AWS STS API reference, AssumeRole
 * ("You cannot use AWS account root user credentials"), AssumeRoleWithSAML and AssumeRoleWithWebIdentity (neither "requires the
 * use of AWS security credentials": who asks shows an assertion or a token); IAM user guide, "Compare AWS STS credentials", by
 * which federated users call no operation of STS but GetCallerIdentity.
 */
final class SessionActions {

    private static final String OF_STS = "sts:";

    private static final String WITH_CREDENTIALS = "sts:AssumeRole";
    private static final String WITH_ASSERTION = "sts:AssumeRoleWithSAML";
    private static final String WITH_TOKEN = "sts:AssumeRoleWithWebIdentity";

    /** Those that not everybody can ask for. */
    static final List<String> ALL = List.of(WITH_CREDENTIALS, WITH_ASSERTION, WITH_TOKEN);

    private SessionActions() {}

    /** What callers can ask for of some actions. */
    static List<Bound> bounds(Actions actions) {
        return List.of(
                allBut(Set.of(WITH_ASSERTION, WITH_TOKEN), Caller.IDENTITY, actions),
                allBut(Set.of(WITH_ASSERTION, WITH_TOKEN), Caller.SERVICE, actions),
                allBut(Set.copyOf(ALL), Caller.ROOT, actions),
                allBut(Set.copyOf(ALL), Caller.FEDERATED_USER, actions),
                ofSts(WITH_ASSERTION, Caller.SAML, actions),
                ofSts(WITH_TOKEN, Caller.WEB_IDENTITY, actions));
    }

    private static Bound allBut(Set<String> others, Caller caller, Actions actions) {
        return new Bound.OfCaller(
                caller,
                actions.names().stream()
                        .filter(name -> others.stream().noneMatch(name::equalsIgnoreCase))
                        .collect(Collectors.toSet()));
    }

    /** Whom a provider vouches for, and who has no session, asks for nothing but one. */
    private static Bound ofSts(String kind, Caller caller, Actions actions) {
        return new Bound.OfCaller(
                caller,
                actions.names().stream()
                        .filter(name -> name.regionMatches(true, 0, OF_STS, 0, OF_STS.length()))
                        .filter(name ->
                                name.equalsIgnoreCase(kind) || ALL.stream().noneMatch(name::equalsIgnoreCase))
                        .collect(Collectors.toSet()));
    }
}
