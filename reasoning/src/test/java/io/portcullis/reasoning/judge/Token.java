package io.portcullis.reasoning.judge;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody shows who asks for a session by the word of an identity provider. Source: OpenID Connect Core, "ID Token";
 * IAM user guide, "Available keys for AWS OIDC federation" and "Configure SAML assertions for the authentication response".
 *
 * @param provider who vouches
 * @param always the keys that it always has
 * @param sometimes keys that it may have
 */
record Token(String provider, List<String> always, List<String> sometimes) {

    private static final String GITHUB = "token.actions.githubusercontent.com";

    private static final String CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/ABC";

    private static final String POOLS = "cognito-identity.amazonaws.com";

    static final List<Token> ALL = List.of(
            new Token(
                    "arn:aws:iam::111111111111:oidc-provider/" + GITHUB,
                    List.of(GITHUB + ":sub", GITHUB + ":aud"),
                    List.of(GITHUB + ":ref")),
            new Token(
                    "arn:aws:iam::222222222222:oidc-provider/" + CLUSTER,
                    List.of(CLUSTER + ":sub", CLUSTER + ":aud"),
                    List.of()),
            new Token(POOLS, List.of(POOLS + ":aud", POOLS + ":amr"), List.of(POOLS + ":other")),
            new Token(
                    "arn:aws:iam::111111111111:saml-provider/corp",
                    List.of("saml:aud", "saml:doc"),
                    List.of("saml:sub", "saml:cn")));

    /** Every key that some token has. */
    static List<String> keys() {
        return ALL.stream()
                .flatMap(token -> Stream.concat(token.always.stream(), token.sometimes.stream()))
                .toList();
    }

    /** Whether a key has several values. */
    static boolean isList(String key) {
        return key.endsWith(":amr") || key.equals("saml:cn");
    }

    private static List<Choice> values(String key) {
        List<Choice> one = List.of(Choice.of(key, "a"), Choice.of(key, "ab"), Choice.of(key, "z"));
        return isList(key)
                ? Stream.concat(one.stream(), Stream.of(Choice.of(key, "a", "z"), Choice.of(key, "ab", "z")))
                        .toList()
                : one;
    }

    private static List<Choice> perhaps(String key) {
        return Stream.concat(Stream.of(Choice.NOTHING), values(key).stream()).toList();
    }

    /** Every request of a stranger for a session that a policy can tell apart that speaks of some of the keys. */
    static List<Request> requests(Set<String> spoken) {
        List<Request> requests = new ArrayList<>();
        for (Token token : ALL) {
            List<Choice> shown = List.of(Choice.NOTHING);
            for (String key : token.always) {
                shown = spoken.contains(key) ? Choice.product(shown, values(key)) : shown;
            }
            for (String key : token.sometimes) {
                shown = spoken.contains(key) ? Choice.product(shown, perhaps(key)) : shown;
            }
            shown.forEach(choice -> requests.add(request(new Identity.Federated(token.provider), choice)));
        }
        // A session keeps what it was begun with, and may have been begun in any way.
        List<Choice> kept = List.of(Choice.NOTHING);
        for (String key : keys().stream().filter(spoken::contains).toList()) {
            kept = Choice.product(kept, perhaps(key));
        }
        Identity somebody = new Identity.Aws("arn:aws:iam::222222222222:role/ci", "AROAXEXAMPLE:s1");
        kept.forEach(choice -> requests.add(request(somebody, choice)));
        return requests;
    }

    private static Request request(Identity identity, Choice choice) {
        TreeMap<String, List<String>> context = new TreeMap<>(choice.context());
        if (identity instanceof Identity.Aws aws) {
            context.put("aws:PrincipalAccount", List.of(aws.account()));
            context.put("aws:PrincipalType", List.of(aws.type()));
        }
        return new Request(identity, "sts:AssumeRoleWithWebIdentity", "arn:aws:iam::111111111111:role/r", context);
    }

    /** What is wrong with a request that has keys as a policy speaks of them. */
    static List<String> objections(Request request, Set<String> spoken) {
        if (!(request.identity() instanceof Identity.Federated federated)) {
            return List.of();
        }
        Optional<Token> token = ALL.stream()
                .filter(each -> each.provider.equals(federated.provider()))
                .findFirst();
        Set<String> may = token.stream()
                .flatMap(each -> Stream.concat(each.always.stream(), each.sometimes.stream()))
                .collect(Collectors.toSet());
        List<String> objections = new ArrayList<>();
        keys().stream()
                .filter(key -> !may.contains(key) && !request.values(key).isEmpty())
                .forEach(key -> objections.add("it has " + key));
        token.map(Token::always).orElse(List.of()).stream()
                .filter(key -> spoken.contains(key) && request.values(key).isEmpty())
                .forEach(key -> objections.add("it lacks " + key));
        return objections;
    }

    /** Principals of policies that speak of tokens. */
    static List<Object> principals() {
        List<Object> principals = new ArrayList<>(List.of("*", Map.of("AWS", "*"), Map.of("AWS", "222222222222")));
        ALL.forEach(token -> principals.add(Map.of("Federated", token.provider)));
        principals.add(Map.of("Federated", ALL.stream().map(Token::provider).toList()));
        return principals;
    }
}
