package io.portcullis.response.message;

import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.message.AsffFinding.AffectedResource;
import io.portcullis.response.message.AsffFinding.Compliance;
import io.portcullis.response.message.AsffFinding.Label;
import io.portcullis.response.message.AsffFinding.RecordState;
import io.portcullis.response.message.AsffFinding.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes how a resource stands as one finding for Security Hub: ACTIVE as long as anything of it is open or in doubt,
 * ARCHIVED when all is over. It names principals, actions, conditions, statements and grants, and carries no policy.
 * Immutable; safe for use by many threads.
 */
public final class AsffWriter {

    /** What our findings say they were found by. */
    public static final String GENERATOR = "portcullis/external-access";

    private static final int ID = 512;
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 1024;
    private static final int RECOMMENDATION = 512;
    /** Of 2,048 that are allowed, so that a batch of 100 stays far below 6 MB. */
    private static final int FIELD = 1024;
    /** A value in Details.Other is below 1,024 characters (Security Hub user guide, "Resources"). */
    private static final int OTHER = 1023;

    private static final int SHOWN_FINDINGS = 3;
    private static final int SHOWN_ACTIONS = 6;
    private static final int SHOWN_CAUSES = 3;
    private static final String READ_ON =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings-remediate.html";

    private final String region;

    /**
     * A writer for one Region's Security Hub.
     *
     * @param region such as {@code us-east-1}
     */
    public AsffWriter(String region) {
        this.region = region;
    }

    /** The finding that tells how a resource stands: the same for the same standing, on any machine. */
    public AsffFinding write(Standing standing) {
        Resource resource = standing.resource();
        return new AsffFinding(
                id(resource),
                productArn(resource),
                GENERATOR,
                resource.account(),
                List.of(type(standing)),
                severity(standing.verdict()),
                standing.since().isBefore(standing.at()) ? standing.since() : standing.at(),
                standing.at(),
                text(title(standing), TITLE),
                text(description(standing), DESCRIPTION),
                text(remediation(standing), RECOMMENDATION),
                READ_ON,
                productFields(standing),
                affected(standing),
                compliance(standing.verdict()),
                standing.isOver() ? RecordState.ARCHIVED : RecordState.ACTIVE);
    }

    /** The id of all that is told of a resource, whoever looks at it; the tail of one that is too long is hashed. */
    public static String id(Resource resource) {
        String id = text(GENERATOR + "/" + resource.arn(), Integer.MAX_VALUE);
        if (id.length() <= ID) {
            return id;
        }
        String hash = sha256(resource.arn());
        return id.substring(0, ID - hash.length() - 1) + "-" + hash;
    }

    /** The product that an account has without registering any (Security Hub user guide, "Required top-level attributes"). */
    public String productArn(Resource resource) {
        return "arn:" + partition(resource) + ":securityhub:" + region + ":" + resource.account() + ":product/"
                + resource.account() + "/default";
    }

    /** The name of a type in ASFF (Security Hub user guide, "Resources ASFF object"). */
    public static String assetType(ResourceType type) {
        return switch (type) {
            case KMS_KEY -> "AwsKmsKey";
            case S3_BUCKET -> "AwsS3Bucket";
            case S3_ACCESS_POINT -> "AwsS3AccessPoint";
            case S3_MULTI_REGION_ACCESS_POINT -> "Other";
            case IAM_ROLE -> "AwsIamRole";
            case LAMBDA_FUNCTION -> "AwsLambdaFunction";
            case LAMBDA_LAYER_VERSION -> "AwsLambdaLayerVersion";
            case SQS_QUEUE -> "AwsSqsQueue";
            case SNS_TOPIC -> "AwsSnsTopic";
            case SECRETS_MANAGER_SECRET -> "AwsSecretsManagerSecret";
        };
    }

    private AffectedResource affected(Standing standing) {
        Resource resource = standing.resource();
        return new AffectedResource(
                assetType(resource.type()),
                resource.arn(),
                partition(resource),
                resource.region().equals("*") ? region : resource.region(),
                standing.open().isEmpty()
                        ? new TreeMap<>()
                        : details(standing.open().getFirst()));
    }

    /** In the words that AWS's Access Analyzer uses of its own findings. */
    private static SortedMap<String, String> details(Finding finding) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put(
                "External Principal Type",
                text(String.join(",", finding.principal().keySet()), OTHER));
        details.put(
                "External Principal", text(String.join(",", finding.principal().values()), OTHER));
        details.put("Action Granted", text(String.join(",", finding.actions()), OTHER));
        String condition = FindingText.condition(finding);
        details.put("Condition", condition.isEmpty() ? "none" : text(condition, OTHER));
        details.values().removeIf(String::isBlank);
        return details;
    }

    private static SortedMap<String, String> productFields(Standing standing) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("portcullis/Verdict", standing.verdict().name());
        fields.put("portcullis/OpenFindings", Integer.toString(standing.open().size()));
        String ids = standing.open().stream().map(Finding::id).collect(Collectors.joining(","));
        fields.put("portcullis/OpenFindingIds", text(ids, FIELD));
        standing.change().ifPresent(change -> {
            fields.put("portcullis/After", text(change.call(), FIELD));
            fields.put("portcullis/By", text(change.actor(), FIELD));
        });
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    /** As AWS's Access Analyzer has it in its own findings (IAM user guide, "Access Analyzer and Security Hub"). */
    private static String type(Standing standing) {
        String check = "Software and Configuration Checks/AWS Security Best Practices/";
        return switch (standing.verdict()) {
            case PUBLIC -> "Effects/Data Exposure/External Access Granted";
            case EXTERNAL, NONE -> check + "External Access Granted";
            case UNDECIDED, UNREADABLE -> check + "External Access Not Known";
        };
    }

    /** Public access is as Security Hub's own control KMS.5 has it; what is not known may be open. */
    private static Severity severity(Verdict verdict) {
        Label label = switch (verdict) {
            case PUBLIC -> Label.CRITICAL;
            case EXTERNAL -> Label.HIGH;
            case UNDECIDED, UNREADABLE -> Label.MEDIUM;
            case NONE -> Label.INFORMATIONAL;
        };
        return new Severity(label, verdict.name());
    }

    private static Compliance compliance(Verdict verdict) {
        return switch (verdict) {
            case PUBLIC, EXTERNAL -> Compliance.FAILED;
            case UNDECIDED, UNREADABLE -> Compliance.WARNING;
            case NONE -> Compliance.PASSED;
        };
    }

    private static String title(Standing standing) {
        String name =
                standing.resource().type().noun() + " " + standing.resource().arn();
        return switch (standing.verdict()) {
            case PUBLIC -> "Anybody can reach the " + name;
            case EXTERNAL -> "Outsiders can reach the " + name;
            case UNDECIDED -> "Whether outsiders can reach it is not known: " + name;
            case UNREADABLE -> "Could not be read, so who reaches it is not known: " + name;
            case NONE -> standing.exists() ? "No outsider can reach the " + name : "Does not exist any more: " + name;
        };
    }

    private static String description(Standing standing) {
        if (standing.isOver()) {
            return standing.exists()
                    ? "Nothing of it is open to anybody outside the zone of trust, but for what was archived as intended."
                    : "It is gone, and all access to it.";
        }
        List<Finding> open = standing.open();
        String text =
                open.stream().limit(SHOWN_FINDINGS).map(AsffWriter::sentence).collect(Collectors.joining(" "));
        String more = open.size() > SHOWN_FINDINGS ? " And " + (open.size() - SHOWN_FINDINGS) + " more." : "";
        String doubts = standing.doubts().isEmpty() ? "" : " Not known: " + String.join("; ", standing.doubts());
        return (text + more + doubts).strip();
    }

    private static String sentence(Finding finding) {
        List<String> actions = finding.actions();
        String shown = actions.stream().limit(SHOWN_ACTIONS).collect(Collectors.joining(", "));
        String more = actions.size() > SHOWN_ACTIONS ? " and " + (actions.size() - SHOWN_ACTIONS) + " more" : "";
        String who = finding.principal().isEmpty() ? "somebody outside" : FindingText.who(finding);
        String condition = FindingText.condition(finding);
        return Character.toUpperCase(who.charAt(0)) + who.substring(1)
                + (actions.isEmpty() ? " has access" : " may call " + shown + more)
                + (condition.isEmpty() ? "" : ", provided " + condition) + ".";
    }

    private static String remediation(Standing standing) {
        if (standing.isOver()) {
            return "Nothing is left to do.";
        }
        if (standing.open().isEmpty()) {
            return "Take it for open until it can be decided: mend what the description names, or look at it by hand.";
        }
        List<String> places = standing.open().stream()
                .flatMap(finding -> finding.causes().stream())
                .map(FindingText::place)
                .distinct()
                .toList();
        String where = places.isEmpty()
                ? "Narrow or remove what lets them in."
                : "Narrow or remove what lets them in: "
                        + places.stream().limit(SHOWN_CAUSES).collect(Collectors.joining("; "))
                        + (places.size() > SHOWN_CAUSES ? "; and " + (places.size() - SHOWN_CAUSES) + " more." : ".");
        String plan = standing.plan()
                .map(found -> " A plan is at hand: " + found.summary())
                .orElse("");
        return where + plan + " If it is meant to be, suppress this finding.";
    }

    /**
     * Text that any reader counts alike, printable ASCII, and no longer than it may be. AWS does not say whether lengths are
     * characters or bytes, and policies are strangers' texts.
     */
    private static String text(String text, int most) {
        String plain = text.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= most ? plain : plain.substring(0, most - 3) + "...";
    }

    private static String partition(Resource resource) {
        return resource.arn().split(":", 3)[1];
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
