package io.portcullis.api;

import java.time.Instant;
import software.amazon.awssdk.services.accessanalyzer.model.ArchiveRuleSummary;

/**
 * A rule by which new findings are archived as they come.
 *
 * @param name its name, unique in its analyzer
 * @param filter which findings
 */
record ArchiveRule(String name, FindingFilter filter, Instant createdAt, Instant updatedAt) {

    ArchiveRuleSummary summary() {
        return ArchiveRuleSummary.builder()
                .ruleName(name)
                .filter(filter.criteria())
                .createdAt(createdAt)
                .updatedAt(updatedAt)
                .build();
    }
}
