package io.portcullis.local.events;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The tags of buses and rules. */
final class Tags {

    private final Buses buses;

    Tags(Buses buses) {
        this.buses = buses;
    }

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    TagResourceResponse tag(Caller caller, TagResourceRequest request) {
        change(caller, request.resourceARN(), tags -> {
            tags.putAll(map(request.tags()));
            return tags;
        });
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
        change(caller, request.resourceARN(), tags -> {
            tags.keySet().removeAll(request.tagKeys());
            return tags;
        });
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
        Place place = place(caller, request.resourceARN());
        Map<String, String> tags =
                place.rule().isPresent() ? rule(place).tags() : place.bus().tags();
        return ListTagsForResourceResponse.builder()
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** A bus, or a rule on it. */
    private record Place(Bus bus, Optional<String> rule) {}

    private void change(Caller caller, String arn, UnaryOperator<Map<String, String>> change) {
        Place place = place(caller, arn);
        if (place.rule().isEmpty()) {
            place.bus().changeTags(change);
        } else {
            BusRule rule = rule(place);
            place.bus().change(rule.name(), known -> known.withTags(change));
        }
    }

    private static BusRule rule(Place place) {
        String name = place.rule().orElse("");
        return place.bus()
                .rule(name)
                .orElseThrow(() -> Faults.noSuchRule(name, place.bus().name()));
    }

    /** Takes {@code event-bus/name}, {@code rule/name} and {@code rule/bus/name}. */
    private Place place(Caller caller, String text) {
        ResourceArn arn = ResourceArn.parse(String.valueOf(text))
                .filter(parsed -> parsed.service().equals("events"))
                .filter(parsed -> parsed.account().equals(caller.account()))
                .orElseThrow(() -> noSuchResource(text));
        String[] parts = arn.resource().split("/");
        boolean rule = parts[0].equals("rule") && (parts.length == 2 || parts.length == 3);
        boolean bus = parts[0].equals("event-bus") && parts.length == 2;
        if (!rule && !bus) {
            throw noSuchResource(text);
        }
        String busName = rule && parts.length == 2 ? Buses.DEFAULT : parts[1];
        Bus found = buses.find(Buses.arn(arn.account(), arn.region(), busName))
                .orElseThrow(() -> Faults.noSuchBus(busName));
        return new Place(found, rule ? Optional.of(parts[parts.length - 1]) : Optional.empty());
    }

    private static ServiceFault noSuchResource(String text) {
        return ServiceFault.sender(
                "ResourceNotFoundException", "There is no event bus and no rule of the ARN " + text + ".");
    }
}
