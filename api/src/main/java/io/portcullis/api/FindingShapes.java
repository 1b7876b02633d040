package io.portcullis.api;

import java.util.Optional;
import software.amazon.awssdk.services.accessanalyzer.model.ExternalAccessDetails;
import software.amazon.awssdk.services.accessanalyzer.model.Finding;
import software.amazon.awssdk.services.accessanalyzer.model.FindingDetails;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummary;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummaryV2;
import software.amazon.awssdk.services.accessanalyzer.model.FindingType;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingV2Response;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceControlPolicyRestriction;

/** Findings in the shapes of the API. The member {@code condition} is always there, as the model requires. */
final class FindingShapes {

    private FindingShapes() {}

    static Finding finding(FindingView view) {
        Finding.Builder shape = Finding.builder()
                .id(view.id())
                .resource(view.resource().arn())
                .resourceType(view.resource().type().cloudFormationName())
                .resourceOwnerAccount(view.resource().account())
                .condition(view.condition())
                .status(view.status().name())
                .createdAt(view.createdAt())
                .updatedAt(view.updatedAt())
                .analyzedAt(view.analyzedAt());
        view.error().ifPresent(shape::error);
        view.isPublic()
                .ifPresent(isPublic -> shape.isPublic(isPublic)
                        .principal(view.principal())
                        .action(view.actions())
                        .resourceControlPolicyRestriction(ResourceControlPolicyRestriction.NOT_APPLICABLE));
        return shape.build();
    }

    static FindingSummary summary(FindingView view) {
        FindingSummary.Builder shape = FindingSummary.builder()
                .id(view.id())
                .resource(view.resource().arn())
                .resourceType(view.resource().type().cloudFormationName())
                .resourceOwnerAccount(view.resource().account())
                .condition(view.condition())
                .status(view.status().name())
                .createdAt(view.createdAt())
                .updatedAt(view.updatedAt())
                .analyzedAt(view.analyzedAt());
        view.error().ifPresent(shape::error);
        view.isPublic()
                .ifPresent(isPublic -> shape.isPublic(isPublic)
                        .principal(view.principal())
                        .action(view.actions())
                        .resourceControlPolicyRestriction(ResourceControlPolicyRestriction.NOT_APPLICABLE));
        return shape.build();
    }

    static FindingSummaryV2 summaryV2(FindingView view) {
        FindingSummaryV2.Builder shape = FindingSummaryV2.builder()
                .id(view.id())
                .findingType(FindingType.EXTERNAL_ACCESS)
                .resource(view.resource().arn())
                .resourceType(view.resource().type().cloudFormationName())
                .resourceOwnerAccount(view.resource().account())
                .status(view.status().name())
                .createdAt(view.createdAt())
                .updatedAt(view.updatedAt())
                .analyzedAt(view.analyzedAt());
        view.error().ifPresent(shape::error);
        return shape.build();
    }

    static GetFindingV2Response findingV2(FindingView view) {
        GetFindingV2Response.Builder shape = GetFindingV2Response.builder()
                .id(view.id())
                .findingType(FindingType.EXTERNAL_ACCESS)
                .resource(view.resource().arn())
                .resourceType(view.resource().type().cloudFormationName())
                .resourceOwnerAccount(view.resource().account())
                .status(view.status().name())
                .createdAt(view.createdAt())
                .updatedAt(view.updatedAt())
                .analyzedAt(view.analyzedAt())
                .findingDetails(FindingDetails.builder()
                        .externalAccessDetails(externalAccess(view))
                        .build());
        view.error().ifPresent(shape::error);
        return shape.build();
    }

    private static ExternalAccessDetails externalAccess(FindingView view) {
        ExternalAccessDetails.Builder shape = ExternalAccessDetails.builder().condition(view.condition());
        Optional<Boolean> isPublic = view.isPublic();
        isPublic.ifPresent(value -> shape.isPublic(value)
                .principal(view.principal())
                .action(view.actions())
                .resourceControlPolicyRestriction(ResourceControlPolicyRestriction.NOT_APPLICABLE));
        return shape.build();
    }
}
