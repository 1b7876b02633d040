package io.portcullis.doctor;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.doctor.Trail.AdvancedSelector;
import io.portcullis.doctor.Trail.BasicSelector;
import io.portcullis.doctor.Trail.FieldSelector;
import io.portcullis.doctor.Trail.Selectors;
import java.util.List;
import java.util.Optional;

/** Trails for tests: of all Regions and switched on, made in eu-west-1. */
final class Trails {

    static final ChangeEvents KEYS = ChangeEvents.of(ResourceType.KMS_KEY).orElseThrow();
    static final ChangeEvents ROLES = ChangeEvents.of(ResourceType.IAM_ROLE).orElseThrow();

    private Trails() {}

    static Trail with(Selectors selectors) {
        return new Trail(
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main",
                "eu-west-1",
                true,
                true,
                true,
                selectors,
                Optional.empty());
    }

    static Trail logging(BasicSelector... selectors) {
        return with(new Selectors.Basic(List.of(selectors)));
    }

    static Trail logging(AdvancedSelector... selectors) {
        return with(new Selectors.Advanced(List.of(selectors)));
    }

    static BasicSelector selector(boolean management, String readWriteType, String... excluded) {
        return new BasicSelector(management, readWriteType, List.of(excluded));
    }

    static AdvancedSelector fields(FieldSelector... fields) {
        return new AdvancedSelector(List.of(fields));
    }

    static FieldSelector equal(String field, String... values) {
        return new FieldSelector(field, List.of(values), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static FieldSelector notEquals(String field, String... values) {
        return new FieldSelector(field, List.of(), List.of(), List.of(), List.of(values), List.of(), List.of());
    }
}
