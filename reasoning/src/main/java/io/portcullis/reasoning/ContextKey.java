package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a condition context key. Sources: IAM user guide, "AWS global condition context keys"; the KMS developer
 * guide, "Condition keys for AWS KMS"; for what findings show, IAM Access Analyzer's list of filter keys.
 *
 * @param name its documented spelling, or as written where it is not known
 * @param kind who decides its value
 * @param optional whether a request may lack it
 * @param multivalued whether it may have several values
 */
public record ContextKey(String name, Kind kind, boolean optional, boolean multivalued) {

    /** Who decides a key's value, and so whether it can keep anybody out. */
    public enum Kind {
        /** It says who the caller is: it restricts, and findings show it. */
        IDENTITY,
        /** It says where the request comes from: it restricts, and findings show it. */
        NETWORK,
        /** It says for which resource an AWS service calls: it restricts, and findings show it. */
        SERVICE,
        /** An identity provider vouches for it: it restricts, and findings show it. */
        FEDERATION,
        /** A property of the resource: the same for every caller. */
        RESOURCE,
        /** The caller chooses it: it keeps nobody out. */
        CALLER_CHOSEN,
        /** Not known; taken to be chosen by the caller, and said. */
        UNKNOWN;

        /** Whether values of the key restrict who gets in, so that findings show them. */
        public boolean restricts() {
            return switch (this) {
                case IDENTITY, NETWORK, SERVICE, FEDERATION -> true;
                case RESOURCE, CALLER_CHOSEN, UNKNOWN -> false;
            };
        }
    }

    private static final Pattern OIDC =
            Pattern.compile("[a-z0-9.-]+\\.[a-z]+(/.*)?:(aud|sub|app_id|amr|oaud|azp|email|id)");

    private static final Map<String, ContextKey> KNOWN = Stream.of(
                    always(
                            Kind.IDENTITY,
                            "aws:PrincipalArn",
                            "aws:PrincipalAccount",
                            "aws:userid",
                            "kms:CallerAccount"),
                    optional(Kind.IDENTITY, "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceOwner"),
                    optional(
                            Kind.NETWORK,
                            "aws:SourceIp",
                            "aws:VpcSourceIp",
                            "aws:SourceVpc",
                            "aws:SourceVpce",
                            "aws:SourceVpcArn",
                            "aws:VpceAccount",
                            "aws:VpceOrgID",
                            "aws:VpceOrgPaths"),
                    optional(
                            Kind.SERVICE,
                            "aws:SourceArn",
                            "aws:SourceAccount",
                            "aws:SourceOrgID",
                            "aws:SourceOrgPaths",
                            "aws:PrincipalServiceName"),
                    always(Kind.SERVICE, "aws:PrincipalIsAWSService"),
                    many(Kind.SERVICE, "aws:PrincipalServiceNamesList"),
                    optional(Kind.FEDERATION, "aws:FederatedProvider"),
                    always(Kind.RESOURCE, "aws:ResourceAccount", "aws:RequestedRegion"),
                    optional(
                            Kind.RESOURCE,
                            "aws:ResourceOrgID",
                            "aws:ResourceOrgPaths",
                            "kms:KeySpec",
                            "kms:CustomerMasterKeySpec",
                            "kms:KeyUsage",
                            "kms:CustomerMasterKeyUsage",
                            "kms:KeyOrigin",
                            "kms:MultiRegion",
                            "kms:MultiRegionKeyType",
                            "kms:PrimaryRegion",
                            "kms:ReplicaRegion"),
                    many(Kind.RESOURCE, "kms:ResourceAliases"),
                    always(
                            Kind.CALLER_CHOSEN,
                            "aws:CurrentTime",
                            "aws:EpochTime",
                            "aws:PrincipalType",
                            "aws:SecureTransport",
                            "aws:ViaAWSService"),
                    optional(
                            Kind.CALLER_CHOSEN,
                            "aws:username",
                            "aws:UserAgent",
                            "aws:Referer",
                            "aws:MultiFactorAuthPresent",
                            "aws:MultiFactorAuthAge",
                            "aws:TokenIssueTime",
                            "aws:SourceIdentity",
                            "aws:CalledViaFirst",
                            "aws:CalledViaLast",
                            "sts:ExternalId",
                            "sts:RoleSessionName",
                            "sts:SourceIdentity",
                            "kms:ViaService",
                            "kms:RequestAlias",
                            "kms:GrantIsForAWSResource",
                            "kms:GranteePrincipal",
                            "kms:RetiringPrincipal",
                            "kms:GrantConstraintType",
                            "kms:EncryptionAlgorithm",
                            "kms:SigningAlgorithm",
                            "kms:MacAlgorithm",
                            "kms:KeyAgreementAlgorithm",
                            "kms:MessageType",
                            "kms:DataKeyPairSpec",
                            "kms:ReEncryptOnSameKey",
                            "kms:BypassPolicyLockoutSafetyCheck",
                            "kms:ScheduleKeyDeletionPendingWindowInDays",
                            "kms:RotationPeriodInDays",
                            "kms:WrappingAlgorithm",
                            "kms:WrappingKeySpec",
                            "kms:ValidTo",
                            "kms:ExpirationModel",
                            "kms:RecipientAttestation:ImageSha384"),
                    many(
                            Kind.CALLER_CHOSEN,
                            "aws:CalledVia",
                            "aws:TagKeys",
                            "sts:TransitiveTagKeys",
                            "kms:EncryptionContextKeys",
                            "kms:GrantOperations"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(key -> key.name().toLowerCase(Locale.ROOT), Function.identity()));

    private static final Set<String> SAML_SINGLE =
            Set.of("saml:aud", "saml:doc", "saml:iss", "saml:namequalifier", "saml:sub", "saml:sub_type");

    /** Keys with a name of the caller's own after a fixed beginning. */
    private static final Map<String, Kind> FAMILIES = Map.of(
            "aws:PrincipalTag/", Kind.CALLER_CHOSEN,
            "aws:RequestTag/", Kind.CALLER_CHOSEN,
            "aws:ResourceTag/", Kind.RESOURCE,
            "kms:EncryptionContext:", Kind.CALLER_CHOSEN,
            "kms:RecipientAttestation:", Kind.CALLER_CHOSEN,
            "saml:", Kind.FEDERATION);

    /** What is known of the key that a condition tests. */
    static ContextKey of(Condition condition) {
        return named(condition.key());
    }

    /** What is known of the key of this name, in any case. */
    static ContextKey named(String written) {
        String normalized = written.toLowerCase(Locale.ROOT);
        ContextKey known = KNOWN.get(normalized);
        if (known != null) {
            return known;
        }
        for (Map.Entry<String, Kind> family : FAMILIES.entrySet()) {
            String prefix = family.getKey();
            if (normalized.startsWith(prefix.toLowerCase(Locale.ROOT))) {
                return new ContextKey(
                        prefix + written.substring(prefix.length()), family.getValue(), true, isList(normalized));
            }
        }
        boolean oidc = OIDC.matcher(normalized).matches();
        return new ContextKey(written, oidc ? Kind.FEDERATION : Kind.UNKNOWN, true, isList(normalized));
    }

    /** Identity providers send lists of methods and attributes. Source: IAM user guide, "IAM and AWS STS condition keys". */
    private static boolean isList(String normalized) {
        return normalized.endsWith(":amr") || (normalized.startsWith("saml:") && !SAML_SINGLE.contains(normalized));
    }

    /** The form in which keys are compared. */
    String normalized() {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Stream<ContextKey> always(Kind kind, String... names) {
        return List.of(names).stream().map(name -> new ContextKey(name, kind, false, false));
    }

    private static Stream<ContextKey> optional(Kind kind, String... names) {
        return List.of(names).stream().map(name -> new ContextKey(name, kind, true, false));
    }

    private static Stream<ContextKey> many(Kind kind, String... names) {
        return List.of(names).stream().map(name -> new ContextKey(name, kind, true, true));
    }
}
