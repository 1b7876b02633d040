package io.portcullis.reasoning;

import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values name somebody so closely that an arbitrary stranger is somebody else: values without wildcards, address
 * ranges that are not too broad, and patterns whose fixed part names an account, an identity or an organization. After S3's
 * definition of a public policy, the only one AWS has written down, applied to every service.
 */
final class Pins {

    /** The broadest ranges that count as naming a place: /8 in IPv4, /32 in IPv6. */
    private static final int SHORTEST_V4 = 8;

    private static final int SHORTEST_V6 = 32;

    /** An account, or a pattern that goes on after one: no account has more digits. */
    private static final Pattern ACCOUNT = Pattern.compile("([0-9]{12})\\**");

    private static final Pattern ORGANIZATION = Pattern.compile("o-[A-Za-z0-9]+/.*", Pattern.DOTALL);
    private static final Pattern UNIQUE_ID =
            Pattern.compile("A[A-Z0-9]{3}[A-Z0-9]+:.*|A[A-Z0-9]{20}|[0-9]{12}(:.*)?", Pattern.DOTALL);

    /**
     * Keys whose values strangers arrange as they like, in a network or with a SAML provider of their own. Source: IAM user
     * guide, aws:VpcSourceIp, which is to stand together with the VPC or its endpoint; "Available keys for SAML-based AWS STS
     * federation", where saml:doc and saml:namequalifier alone tell the provider; AWS STS API reference, OriginIdentity and
     * TransactionContext, where the provider's ARN alone does.
     */
    private static final Set<String> ANYBODYS = Set.of(
            "aws:originidentity/issuer",
            "aws:originidentity/subject",
            "aws:originidentity/subjecttype",
            "aws:vpcsourceip",
            "saml:aud",
            "saml:iss",
            "saml:sub",
            "saml:sub_type");

    /** Names of identity providers: of those an ARN stands for an account, and others for all whom they vouch for. */
    private static final Set<String> PROVIDERS =
            Set.of("aws:federatedprovider", "aws:originidentity/federatedproviderarn");

    private Pins() {}

    private static boolean isAnybodys(String key) {
        return ANYBODYS.contains(key) || key.startsWith("aws:transactioncontext/");
    }

    /**
     * Whether an address range names somebody.
     *
     * @param key the normalized key
     */
    static boolean range(String key, Addresses.Range range) {
        return !isAnybodys(key) && namesAPlace(range);
    }

    /**
     * Whether an address range or one number names somebody.
     *
     * @param key the normalized key
     * @return empty for a test of other points, which names nobody and is not shown
     */
    static Optional<Boolean> point(String key, Test test, String value) {
        if (test.family() == Family.IP) {
            return Addresses.parse(value).map(range -> range(key, range));
        }
        boolean one = test == Test.NUMERIC_EQUALS || test == Test.NUMERIC_NOT_EQUALS;
        return one ? Optional.of(anyOneValue(key)) : Optional.empty();
    }

    /** Whether a range is not too broad to name a place. */
    static boolean namesAPlace(Addresses.Range range) {
        return range.prefix() >= (range.v6() ? SHORTEST_V6 : SHORTEST_V4);
    }

    /**
     * Whether a text names somebody.
     *
     * @param key the normalized key
     * @param test the operator's test
     * @param value the value, its known variables filled in
     */
    static boolean text(String key, Test test, Template value) {
        boolean ofNobody = value.literal().equals(Optional.of(Identity.Anonymous.ID))
                && (key.equals("aws:principalaccount") || key.equals("aws:userid"));
        if (ofNobody || key.equals("aws:principalisawsservice") || isAnybodys(key)) {
            // Anybody can be nobody; and whether it is a service that asks is false of every outsider.
            return false;
        }
        if (PROVIDERS.contains(key)) {
            return fixesAccount(test, value);
        }
        String fixed = beginning(value);
        Optional<Boolean> claim = SharedIssuers.pins(key, value.literal().isPresent(), fixed);
        if (claim.isPresent() || value.literal().isPresent()) {
            return claim.orElse(true);
        }
        return switch (key) {
            case SourceArns.KEY ->
                fixesAccount(test, value)
                        || fixesBucket(test, value)
                        || (SourceArns.staysInItsFields(written(value))
                                && account(written(value)).isPresent());
            case "aws:principalarn",
                    "aws:sourcevpcarn",
                    "s3:dataaccesspointarn",
                    "aws:chatbotsourcearn",
                    "aws:signinsessionarn",
                    "codebuild:buildarn",
                    "codebuild:projectarn",
                    "lambda:sourcefunctionarn",
                    "ec2:sourceinstancearn",
                    "ssm:sourceinstancearn",
                    "s3:accessgrantsinstancearn",
                    "sts:requestcontext/identitycenter:applicationarn",
                    "sts:requestcontext/identitystore:identitystorearn" -> fixesAccount(test, value);
            case "aws:principalaccount",
                    "kms:calleraccount",
                    "aws:sourceaccount",
                    "aws:sourceowner",
                    "aws:vpceaccount",
                    "s3:dataaccesspointaccount" -> ACCOUNT.matcher(fixed).matches();
            case "aws:userid" -> UNIQUE_ID.matcher(fixed).matches();
            case "aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths" ->
                ORGANIZATION.matcher(fixed).matches();
            default -> false;
        };
    }

    /**
     * Whether any one value of a key names somebody, whatever it is.
     *
     * @param key the normalized key
     */
    static boolean anyOneValue(String key) {
        return !isAnybodys(key)
                && !key.equals("aws:principalisawsservice")
                && !PROVIDERS.contains(key)
                && SharedIssuers.pins(key, true, "").orElse(true);
    }

    /** Segment by segment, the account alone must be fixed; else a star could run over the colons before it. */
    private static boolean fixesAccount(Test test, Template value) {
        return account(test.family() == Family.ARN ? written(value) : beginning(value))
                .isPresent();
    }

    /** The ARN of a bucket has no account, and its name is its owner's alone. */
    private static boolean fixesBucket(Test test, Template value) {
        String[] segments = written(value).split(":", 6);
        return test.family() == Family.ARN
                && segments.length == 6
                && segments[2].equals("s3")
                && !segments[5].isEmpty()
                && segments[5].indexOf('*') < 0;
    }

    /** The account in an ARN that pins one. */
    static Optional<String> account(Template arn) {
        return account(written(arn));
    }

    private static Optional<String> account(String arn) {
        String[] fields = arn.split(":", 6);
        Matcher account = ACCOUNT.matcher(fields.length > 4 ? fields[4] : "");
        return account.matches() ? Optional.of(account.group(1)) : Optional.empty();
    }

    private static String beginning(Template value) {
        return !value.parts().isEmpty() && value.parts().getFirst() instanceof Template.Literal literal
                ? literal.text()
                : "";
    }

    private static String written(Template value) {
        List<String> pieces = value.parts().stream()
                .map(part -> part instanceof Template.Literal literal ? literal.text() : "*")
                .toList();
        return String.join("", pieces);
    }
}
