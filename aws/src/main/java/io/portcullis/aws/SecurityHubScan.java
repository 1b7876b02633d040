package io.portcullis.aws;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.SecurityHub.Listed;
import io.portcullis.response.Publisher.Undelivered;
import io.portcullis.response.message.AsffFinding;
import io.portcullis.response.message.AsffWriter;
import io.portcullis.response.message.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings the Security Hub of a Region in line with a scan of all resources of a type in an account. It sends what is open or
 * in doubt, and archives what the hub still lists and the scan found closed or gone; of what was always closed, the hub
 * hears nothing. Stateless; safe for use by many threads.
 */
public final class SecurityHubScan {

    private final SecurityHub hub;
    private final AsffWriter writer;

    /** For the hub of a Region, such as {@code us-east-1}. */
    public static SecurityHubScan of(AwsClients clients, String region) {
        return new SecurityHubScan(new SecurityHub(clients.securityHub(region), region, Pauses.DEFAULT), region);
    }

    SecurityHubScan(SecurityHub hub, String region) {
        this.hub = hub;
        this.writer = new AsffWriter(region);
    }

    /**
     * What a scan saw.
     *
     * @param analyses the answers, one a resource
     * @param isWhole whether all resources were listed, so that one without an answer is gone
     * @param at when the scan began
     */
    public record Scanned(ResourceType type, String account, List<Analysis> analyses, boolean isWhole, Instant at) {
        /** Copies the answers. */
        public Scanned {
            analyses = List.copyOf(analyses);
        }
    }

    /**
     * Tells the hub what a scan saw.
     *
     * @return what it could not be told, with the reasons; empty when it was told all
     * @throws SecurityHub.NotEnabledException when there is no hub to tell
     */
    public List<Undelivered> tell(Scanned scanned) {
        try {
            Map<String, Listed> listed = hub.active(scanned.type(), scanned.account()).stream()
                    .collect(Collectors.toMap(each -> each.resource().arn(), each -> each, (one, other) -> one));
            return hub.send(findings(scanned, listed)).entrySet().stream()
                    .map(left -> new Undelivered(left.getKey(), left.getValue()))
                    .toList();
        } catch (SdkException e) {
            return List.of(Undelivered.whole(Trouble.of("securityhub:GetFindings", e)));
        }
    }

    private List<AsffFinding> findings(Scanned scanned, Map<String, Listed> listed) {
        Set<Resource> seen = scanned.analyses().stream().map(Analysis::resource).collect(Collectors.toSet());
        List<AsffFinding> findings = new ArrayList<>();
        for (Analysis analysis : scanned.analyses()) {
            Optional<Listed> known =
                    Optional.ofNullable(listed.get(analysis.resource().arn()));
            Standing standing =
                    Standing.of(analysis, known.map(Listed::createdAt).orElse(scanned.at()), scanned.at());
            if (known.isPresent() || !standing.isOver()) {
                findings.add(writer.write(standing));
            }
        }
        listed.values().stream()
                .filter(each -> scanned.isWhole() && !seen.contains(each.resource()))
                .map(each -> writer.write(Standing.gone(each.resource(), each.createdAt(), scanned.at())))
                .forEach(findings::add);
        return findings;
    }
}
