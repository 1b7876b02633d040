package io.portcullis.analyzer;

import static io.portcullis.analyzer.ArnForm.Scope.ACCOUNT;
import static io.portcullis.analyzer.ArnForm.Scope.GLOBAL;
import static io.portcullis.analyzer.ArnForm.Scope.REGION;

import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.Resources;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resource types that can be analyzed: all that is peculiar to a type is said here, and in {@code actions.txt} what
 * outsiders can do with it. A type that takes unsigned requests has an action there that does.
 */
// The lists, sets and forms are immutable, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum ResourceType {
    /** A KMS key: its key policy and grants. */
    KMS_KEY(
            "AWS::KMS::Key",
            List.of("key", "kms-key"),
            "KMS key",
            PolicyKind.KEY,
            "key",
            new ArnForm(
                    "kms",
                    REGION,
                    "key/",
                    new ArnForm.Name("ID", "-", "00000000-0000-0000-0000-000000000000"),
                    Optional.empty()),
            Set.of()),
    /** A bucket: its bucket policy. A statement speaks of the bucket or of its objects, never of both by one ARN. */
    S3_BUCKET(
            "AWS::S3::Bucket",
            List.of("bucket", "s3-bucket"),
            "bucket",
            PolicyKind.RESOURCE,
            "bucket",
            new ArnForm(
                    "s3",
                    GLOBAL,
                    "",
                    new ArnForm.Name("BUCKET", "._-", "bucket"),
                    Optional.of(new ArnForm.Part("object", "/", CharSet.ANY))),
            Set.of()),
    /** An access point of a bucket: its own policy. What it lets through the bucket has to let through too. */
    S3_ACCESS_POINT(
            "AWS::S3::AccessPoint",
            List.of("access-point", "s3-access-point"),
            "access point",
            PolicyKind.RESOURCE,
            "accesspoint",
            new ArnForm(
                    "s3",
                    REGION,
                    "accesspoint/",
                    new ArnForm.Name("NAME", "-", "access-point"),
                    Optional.of(new ArnForm.Part("object", "/object/", CharSet.ANY))),
            Set.of()),
    /** An access point of buckets in several Regions; its ARN has the alias that S3 gave it, not its name. */
    S3_MULTI_REGION_ACCESS_POINT(
            "AWS::S3::MultiRegionAccessPoint",
            List.of("mrap", "multi-region-access-point"),
            "Multi-Region Access Point",
            PolicyKind.RESOURCE,
            "accesspoint",
            new ArnForm(
                    "s3",
                    ACCOUNT,
                    "accesspoint/",
                    new ArnForm.Name("ALIAS", ".-", "a1b2c3d4e5f6g.mrap"),
                    Optional.of(new ArnForm.Part("object", "/object/", CharSet.ANY))),
            Set.of()),
    /** A role: its trust policy, which has no Resource. */
    IAM_ROLE(
            "AWS::IAM::Role",
            List.of("role", "iam-role"),
            "role",
            PolicyKind.TRUST,
            "role",
            new ArnForm("iam", ACCOUNT, "role/", new ArnForm.Name("NAME", "+=,.@_/-", "role"), Optional.empty()),
            Set.of()),
    /** A function and, where the policy is that of one, its versions and aliases. */
    LAMBDA_FUNCTION(
            "AWS::Lambda::Function",
            List.of("function", "lambda-function"),
            "function",
            PolicyKind.RESOURCE,
            "function",
            new ArnForm(
                    "lambda",
                    REGION,
                    "function:",
                    new ArnForm.Name("NAME", "_-", "function"),
                    Optional.of(new ArnForm.Part("version", ":", CharSet.ALPHANUMERIC.or(CharSet.anyOf("$._-"))))),
            Set.of("lambda:functionurlauthtype")),
    /** One version of a layer. */
    LAMBDA_LAYER_VERSION(
            "AWS::Lambda::LayerVersion",
            List.of("layer", "lambda-layer", "layer-version"),
            "layer version",
            PolicyKind.RESOURCE,
            "layer",
            new ArnForm(
                    "lambda",
                    REGION,
                    "layer:",
                    new ArnForm.Name("NAME:VERSION", "_:-", Glob.literal(":").some(CharSet.DIGIT), "layer:1"),
                    Optional.empty()),
            Set.of()),
    /** A queue. */
    SQS_QUEUE(
            "AWS::SQS::Queue",
            List.of("queue", "sqs-queue"),
            "queue",
            PolicyKind.RESOURCE,
            "queue",
            new ArnForm("sqs", REGION, "", new ArnForm.Name("NAME", "._-", "queue"), Optional.empty()),
            Set.of()),
    /** A topic. */
    SNS_TOPIC(
            "AWS::SNS::Topic",
            List.of("topic", "sns-topic"),
            "topic",
            PolicyKind.RESOURCE,
            "topic",
            new ArnForm("sns", REGION, "", new ArnForm.Name("NAME", "._-", "topic"), Optional.empty()),
            Set.of("sns:endpoint")),
    /** A secret; Secrets Manager ends its ARN in six characters of its own choice. */
    SECRETS_MANAGER_SECRET(
            "AWS::SecretsManager::Secret",
            List.of("secret", "secretsmanager-secret"),
            "secret",
            PolicyKind.RESOURCE,
            "secret",
            new ArnForm(
                    "secretsmanager",
                    REGION,
                    "secret:",
                    new ArnForm.Name(
                            "NAME-SUFFIX",
                            "/_+=.@!-",
                            Glob.literal("-").times(CharSet.ALPHANUMERIC, 6),
                            "secret-AbCdEf"),
                    Optional.empty()),
            Set.of());

    private static final String LATEST = "2026-08";

    private final String cloudFormationName;
    private final List<String> aliases;
    private final String noun;
    private final PolicyKind policyKind;
    private final String of;
    private final ArnForm form;
    private final Set<String> shown;

    ResourceType(
            String cloudFormationName,
            List<String> aliases,
            String noun,
            PolicyKind policyKind,
            String of,
            ArnForm form,
            Set<String> shown) {
        this.cloudFormationName = cloudFormationName;
        this.aliases = aliases;
        this.noun = noun;
        this.policyKind = policyKind;
        this.of = of;
        this.form = form;
        this.shown = shown;
    }

    /** The name in findings and in the Access Analyzer API, such as {@code AWS::KMS::Key}. */
    public String cloudFormationName() {
        return cloudFormationName;
    }

    /** What people call such a resource, such as {@code KMS key}. */
    public String noun() {
        return noun;
    }

    /** The same with its article, such as {@code an access point}. */
    public String oneOfThem() {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /** What its policy is. */
    public PolicyKind policyKind() {
        return policyKind;
    }

    /** How its ARNs are written, for people: {@code arn:aws:kms:REGION:ACCOUNT:key/ID}. */
    public String arnForm() {
        return form.written();
    }

    /** Whether its ARNs tell the account. */
    public boolean arnHasAccount() {
        return form.scope() != GLOBAL;
    }

    /** Whether an ARN is written like those of the type, or like those of a part of such a resource. */
    public boolean writes(String arn) {
        return form.parse(arn).isPresent();
    }

    private boolean mayBeMeantBy(Statement statement) {
        return policyKind == PolicyKind.TRUST
                || statement
                        .resources()
                        .filter(clause -> !clause.negated())
                        .map(clause -> clause.values().texts().stream().anyMatch(form::mayMatch))
                        .orElse(true);
    }

    /** Whether a statement may speak of such a resource and of what it is asked for. */
    public boolean isSpokenOfBy(Statement statement) {
        return mayBeMeantBy(statement) && isAskedForBy(statement);
    }

    private boolean isAskedForBy(Statement statement) {
        return statement.actions().negated()
                || statement.actions().values().texts().stream().anyMatch(this::mayBeAsked);
    }

    private boolean mayBeAsked(String action) {
        String service = actionPrefix();
        boolean itself = action.equals("*") || (action.startsWith(service) && action.startsWith(":", service.length()));
        return itself
                || Template.parse(action.toLowerCase(Locale.ROOT).split(":", 2)[0], true, false)
                        .matches(service);
    }

    /** The account in an ARN of the type, where the type's ARNs tell it. */
    public Optional<String> accountIn(String arn) {
        return form.parse(arn).map(ArnForm.Fields::account).filter(account -> !account.isEmpty());
    }

    /** The first part of its actions' names, such as {@code kms}. */
    public String actionPrefix() {
        return policyKind == PolicyKind.TRUST ? "sts" : form.service();
    }

    /** All resources of the type, and those of their parts that their policies are about. */
    public Resources resources() {
        return form;
    }

    ArnForm form() {
        return form;
    }

    /** What its actions are asked of, where not of a part of it. */
    String of() {
        return of;
    }

    /** Keys, in lower case, that findings show although they keep nobody out. */
    Set<String> shown() {
        return shown;
    }

    /** Keys, in lower case, that hold the resource's account in every request. */
    Set<String> accountKeys() {
        if (isAccessPoint()) {
            return Set.of("s3:resourceaccount", "s3:dataaccesspointaccount");
        }
        return this == S3_BUCKET ? Set.of("s3:resourceaccount") : Set.of();
    }

    /** Keys, in lower case, that hold the resource's ARN in every request. */
    Set<String> arnKeys() {
        return isAccessPoint() ? Set.of("s3:dataaccesspointarn") : Set.of();
    }

    /** Whether requests come through it to a bucket. */
    boolean isAccessPoint() {
        return this == S3_ACCESS_POINT || this == S3_MULTI_REGION_ACCESS_POINT;
    }

    /** What can be done with it from another account. */
    ActionList actions(Settings settings) {
        String edition = this == KMS_KEY ? settings.kmsActions().edition() : LATEST;
        return ActionList.of(cloudFormationName, edition);
    }

    /** The same in the latest edition. */
    ActionList latestActions() {
        return ActionList.of(cloudFormationName, LATEST);
    }

    /** The type of this CloudFormation name, if it is one that can be analyzed. */
    public static Optional<ResourceType> of(String cloudFormationName) {
        return Arrays.stream(values())
                .filter(type -> type.cloudFormationName.equals(cloudFormationName))
                .findFirst();
    }

    /** The type of this name: its CloudFormation name, or a short one such as {@code bucket}, in any case. */
    public static Optional<ResourceType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.cloudFormationName.equalsIgnoreCase(name)
                        || type.aliases.stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /** The type whose ARNs are written like this one, if there is one. */
    public static Optional<ResourceType> ofArn(String arn) {
        return Arrays.stream(values()).filter(type -> type.writes(arn)).findFirst();
    }

    /** All names, each with its first short one, for people. */
    public static String names() {
        return Arrays.stream(values())
                .map(type -> type.cloudFormationName + " (" + type.aliases.getFirst() + ")")
                .collect(Collectors.joining(", "));
    }
}
