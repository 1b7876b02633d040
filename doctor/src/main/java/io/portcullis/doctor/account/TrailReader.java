package io.portcullis.doctor.account;

import io.portcullis.aws.AwsClients;
import io.portcullis.aws.Trouble;
import io.portcullis.doctor.Seen;
import io.portcullis.doctor.Trail;
import io.portcullis.doctor.Trail.AdvancedSelector;
import io.portcullis.doctor.Trail.BasicSelector;
import io.portcullis.doctor.Trail.FieldSelector;
import io.portcullis.doctor.Trail.Selectors;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;

/** Reads the trails that log in a Region, those of other Regions and of the organization among them. */
record TrailReader(AwsClients clients) {

    /** DescribeTrails lists a trail of all Regions in each of them (CloudTrail API reference, includeShadowTrails). */
    Seen<Trail> in(String region) {
        try {
            return Seen.whole(
                    client(region).describeTrails(request -> request.includeShadowTrails(true)).trailList().stream()
                            .map(trail -> read(trail, region))
                            .toList());
        } catch (SdkException e) {
            return new Seen<>(List.of(), Optional.of(Trouble.of("cloudtrail:DescribeTrails", e)));
        }
    }

    private Trail read(software.amazon.awssdk.services.cloudtrail.model.Trail trail, String region) {
        String home = Optional.ofNullable(trail.homeRegion()).orElse(region);
        Trail unread = new Trail(
                trail.trailARN(),
                home,
                Boolean.TRUE.equals(trail.isMultiRegionTrail()),
                Boolean.TRUE.equals(trail.includeGlobalServiceEvents()),
                false,
                new Selectors.Basic(List.of()),
                Optional.empty());
        String permission = "cloudtrail:GetTrailStatus";
        try {
            CloudTrailClient client = client(home);
            boolean logging = Boolean.TRUE.equals(client.getTrailStatus(request -> request.name(trail.trailARN()))
                    .isLogging());
            permission = "cloudtrail:GetEventSelectors";
            Selectors selectors = selectors(client.getEventSelectors(request -> request.trailName(trail.trailARN())));
            return new Trail(
                    unread.arn(),
                    home,
                    unread.multiRegion(),
                    unread.globalEvents(),
                    logging,
                    selectors,
                    Optional.empty());
        } catch (SdkException e) {
            return new Trail(
                    unread.arn(),
                    home,
                    unread.multiRegion(),
                    unread.globalEvents(),
                    false,
                    unread.selectors(),
                    Optional.of(Trouble.of(permission, e)));
        }
    }

    private CloudTrailClient client(String region) {
        return clients.client(CloudTrailClient.class, CloudTrailClient::builder, region);
    }

    private static Selectors selectors(GetEventSelectorsResponse answer) {
        return answer.advancedEventSelectors().isEmpty()
                ? new Selectors.Basic(
                        answer.eventSelectors().stream().map(TrailReader::basic).toList())
                : new Selectors.Advanced(answer.advancedEventSelectors().stream()
                        .map(TrailReader::advanced)
                        .toList());
    }

    /** What is not said is as by default: all management events (CloudTrail API reference, EventSelector). */
    private static BasicSelector basic(EventSelector selector) {
        return new BasicSelector(
                !Boolean.FALSE.equals(selector.includeManagementEvents()),
                Optional.ofNullable(selector.readWriteTypeAsString()).orElse("All"),
                selector.excludeManagementEventSources());
    }

    private static AdvancedSelector advanced(AdvancedEventSelector selector) {
        return new AdvancedSelector(
                selector.fieldSelectors().stream().map(TrailReader::field).toList());
    }

    private static FieldSelector field(AdvancedFieldSelector field) {
        return new FieldSelector(
                field.field(),
                field.equalsValue(),
                field.startsWith(),
                field.endsWith(),
                field.notEquals(),
                field.notStartsWith(),
                field.notEndsWith());
    }
}
