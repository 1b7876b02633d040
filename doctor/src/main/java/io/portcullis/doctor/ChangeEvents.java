package io.portcullis.doctor;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.change.KmsCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The events by which changes of a type of resource are heard of.
 *
 * @param type the type
 * @param source EventBridge's name of the service, such as {@code aws.kms}
 * @param eventSource CloudTrail's name of it, such as {@code kms.amazonaws.com}
 * @param calls the calls
 * @param global whether the service has one endpoint for all Regions, and so its events come to one Region alone
 */
public record ChangeEvents(ResourceType type, String source, String eventSource, List<Call> calls, boolean global) {

    /**
     * A call that may change who reaches a resource.
     *
     * @param name the name in CloudTrail, such as {@code PutKeyPolicy}
     * @param byService whether AWS makes it by itself: such an event has the detail type {@code AWS Service Event via
     *     CloudTrail} (CloudTrail user guide, "Non-API events captured by CloudTrail")
     */
    public record Call(String name, boolean byService) {}

    /** Copies the calls. */
    public ChangeEvents {
        calls = List.copyOf(calls);
    }

    /** The events of a type; empty for one whose changes are not known. */
    public static Optional<ChangeEvents> of(ResourceType type) {
        return switch (type) {
            case KMS_KEY -> Optional.of(keys());
            case IAM_ROLE -> Optional.of(roles());
            case LAMBDA_FUNCTION,
                    LAMBDA_LAYER_VERSION,
                    SQS_QUEUE,
                    SNS_TOPIC,
                    SECRETS_MANAGER_SECRET,
                    S3_BUCKET,
                    S3_ACCESS_POINT,
                    S3_MULTI_REGION_ACCESS_POINT -> Optional.empty();
        };
    }

    /** The Region to which the events come of what is done in this one. */
    public String comingTo(String region) {
        return global ? Regions.global(region) : region;
    }

    /** KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail": which entries KMS makes by itself. */
    private static ChangeEvents keys() {
        return new ChangeEvents(
                ResourceType.KMS_KEY,
                "aws.kms",
                "kms.amazonaws.com",
                Arrays.stream(KmsCall.values())
                        .map(call -> new Call(
                                call.eventName(),
                                call == KmsCall.DELETE_KEY || call == KmsCall.SYNCHRONIZE_MULTI_REGION_KEY))
                        .toList(),
                false);
    }

    private static ChangeEvents roles() {
        return new ChangeEvents(
                ResourceType.IAM_ROLE,
                "aws.iam",
                "iam.amazonaws.com",
                Stream.of("CreateRole", "UpdateAssumeRolePolicy", "DeleteRole")
                        .map(name -> new Call(name, false))
                        .toList(),
                true);
    }
}
