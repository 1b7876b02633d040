package io.portcullis.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A small analyzer of policies like {@code {"allow":["*","222222222222"]}}: whom they name that is not the owner is outside. */
final class RuleAnalyzer implements Analyzer {

    static final List<String> ACTIONS = List.of("kms:Decrypt", "kms:Encrypt");
    static final String CLOSED = "{\"allow\":[]}";

    @Override
    public Analysis analyze(ResourceState state) {
        KeyState key = (KeyState) state;
        List<Finding> findings = new ArrayList<>();
        for (Grant grant : key.grants()) {
            findings.add(finding(
                    key.resource(),
                    grant.grantee(),
                    new Cause.KeyGrant(grant.id(), grant.name().orElse(""))));
        }
        try {
            JsonNode policy = new JsonMapper().readTree(key.policy());
            for (JsonNode principal : policy.path("allow")) {
                if (!principal.asText().equals(key.resource().account())) {
                    findings.add(finding(
                            key.resource(),
                            principal.asText(),
                            new Cause.PolicyStatement(0, "Outside", 1, key.policy())));
                }
            }
        } catch (JsonProcessingException e) {
            return new Analysis(key.resource(), Verdict.UNDECIDED, findings, List.of("The policy is not JSON."));
        }
        return new Analysis(key.resource(), verdict(findings), findings, List.of());
    }

    static Optional<Correction> plan(KeyState state, Analysis analysis) {
        List<Correction.Step> steps = new ArrayList<>();
        for (Finding finding : analysis.findings()) {
            switch (finding.causes().getFirst()) {
                case Cause.PolicyStatement statement -> {
                    if (steps.stream().noneMatch(Correction.ReplaceKeyPolicy.class::isInstance)) {
                        steps.add(new Correction.ReplaceKeyPolicy(state.policy(), CLOSED));
                    }
                }
                case Cause.KeyGrant(String id, String name) ->
                    state.grants().stream()
                            .filter(grant -> grant.id().equals(id))
                            .forEach(grant -> steps.add(new Correction.RevokeGrant(grant)));
            }
        }
        return analysis.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(new Correction(state, steps, "Closes the key to everybody outside its account."));
    }

    static Finding finding(Resource resource, String principal, Cause cause) {
        String id = UUID.nameUUIDFromBytes(
                        (resource.arn() + principal + cause.getClass().getSimpleName())
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Finding(
                id,
                new TreeMap<>(Map.of("AWS", principal)),
                new TreeMap<>(),
                ACTIONS,
                principal.equals("*"),
                new Witness("arn:aws:iam::999999999999:user/stranger", "kms:Decrypt", resource.arn(), new TreeMap<>()),
                List.of(cause));
    }

    private static Verdict verdict(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Verdict.NONE;
        }
        return findings.stream().anyMatch(Finding::isPublic) ? Verdict.PUBLIC : Verdict.EXTERNAL;
    }
}
