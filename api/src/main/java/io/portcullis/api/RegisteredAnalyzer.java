package io.portcullis.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/**
 * An analyzer that somebody created.
 *
 * @param key where it is and what it is called
 * @param type ACCOUNT or ORGANIZATION
 * @param createdAt when it was created
 * @param clientToken the token it was created with, if any; the same request again is answered the same
 * @param tags its tags
 * @param rules its archive rules by name
 * @param lastScan the last resource analyzed, if any was
 */
record RegisteredAnalyzer(
        AnalyzerKey key,
        Type type,
        Instant createdAt,
        Optional<String> clientToken,
        SortedMap<String, String> tags,
        SortedMap<String, ArchiveRule> rules,
        Optional<LastScan> lastScan) {

    /** When which resource was analyzed last. */
    record LastScan(String resourceArn, Instant at) {}

    RegisteredAnalyzer {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    String arn() {
        return key.arn();
    }

    RegisteredAnalyzer withTags(Map<String, String> others) {
        return new RegisteredAnalyzer(key, type, createdAt, clientToken, new TreeMap<>(others), rules, lastScan);
    }

    RegisteredAnalyzer withRules(Map<String, ArchiveRule> others) {
        return new RegisteredAnalyzer(key, type, createdAt, clientToken, tags, new TreeMap<>(others), lastScan);
    }

    RegisteredAnalyzer scanned(String resourceArn, Instant at) {
        return new RegisteredAnalyzer(
                key, type, createdAt, clientToken, tags, rules, Optional.of(new LastScan(resourceArn, at)));
    }

    AnalyzerStatus status(Pace pace, Instant now) {
        return now.isBefore(createdAt.plus(pace.creating())) ? AnalyzerStatus.CREATING : pace.becomes();
    }

    AnalyzerSummary summary(Pace pace, Instant now) {
        AnalyzerStatus status = status(pace, now);
        AnalyzerSummary.Builder summary = AnalyzerSummary.builder()
                .arn(arn())
                .name(key.name())
                .type(type)
                .createdAt(createdAt)
                .status(status)
                .tags(tags);
        if (status == pace.becomes()) {
            pace.reason().ifPresent(code -> summary.statusReason(reason -> reason.code(code)));
        }
        lastScan.ifPresent(
                last -> summary.lastResourceAnalyzed(last.resourceArn()).lastResourceAnalyzedAt(last.at()));
        return summary.build();
    }
}
