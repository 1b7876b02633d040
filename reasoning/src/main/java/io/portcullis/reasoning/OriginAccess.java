package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.reasoning.concrete.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The identities by which CloudFront reads a bucket: AWS's own, in nobody's account, and yet IAM identities with an ARN and no
 * services. Source: CloudFront developer guide, "Use an origin access identity"; AWS's data perimeter policy examples, by which
 * a Deny of all but AWS services keeps them out.
 */
final class OriginAccess {

    private static final String USER = ":iam::cloudfront:user/";
    private static final String NAME = "CloudFront Origin Access Identity ";

    private OriginAccess() {}

    /** Whether an ARN, or what AWS calls a service in a policy, is one. */
    static boolean is(String written) {
        return written.startsWith(Principals.ARN) && written.contains(USER);
    }

    /** Those of which rules speak, as the axis of callers writes them. */
    static Set<String> of(List<Rule> rules, String partition) {
        Set<String> named = new LinkedHashSet<>();
        for (Rule rule : rules) {
            for (Principal principal : rule.statement()
                    .principals()
                    .map(PrincipalClause::principals)
                    .orElse(List.of())) {
                if (principal instanceof Principal.Service && is(principal.written())) {
                    named.add(text(principal.written()));
                }
            }
        }
        for (Condition condition : TestsOfKey.of(rules, "aws:principalarn")) {
            condition.values().texts().forEach(value -> add(value, partition, named));
        }
        return named;
    }

    private static void add(String value, String partition, Set<String> into) {
        int user = value.indexOf(USER);
        if (user >= 0) {
            String own = Principals.ARN + partition + USER;
            boolean pattern = value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
            into.add(text(pattern ? own + NAME + "E0" : value));
        }
    }

    /** One as the axis of callers writes it: its id is not known. */
    static String text(String arn) {
        return arn + "|";
    }
}
