package io.portcullis.app.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Grant;
import io.portcullis.app.lines.InvalidCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads grants as KMS ListGrants returns them. Safe for many threads. */
final class GrantReader {

    private static final Set<String> MEMBERS = Set.of(
            "KeyId",
            "GrantId",
            "Name",
            "CreationDate",
            "GranteePrincipal",
            "GranteeServicePrincipal",
            "RetiringPrincipal",
            "RetiringServicePrincipal",
            "IssuingAccount",
            "Operations",
            "Constraints");
    private static final Set<String> CONSTRAINTS =
            Set.of("EncryptionContextEquals", "EncryptionContextSubset", "SourceArn");

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads an array of grants. */
    List<Grant> read(String json) throws InvalidCase {
        JsonNode array;
        try {
            array = mapper.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new InvalidCase("The grants are not JSON: " + malformed.getOriginalMessage(), malformed);
        }
        if (!array.isArray()) {
            throw new InvalidCase("The grants are not an array, as KMS ListGrants returns it in \"Grants\"");
        }
        List<Grant> grants = new ArrayList<>();
        for (JsonNode node : array) {
            grants.add(grant(node, "grants[" + grants.size() + "]"));
        }
        return grants;
    }

    private static Grant grant(JsonNode node, String at) throws InvalidCase {
        refuseUnknown(node, MEMBERS, at);
        JsonNode constraints = node.path("Constraints");
        if (!constraints.isMissingNode() && !constraints.isNull()) {
            refuseUnknown(constraints, CONSTRAINTS, at + ".Constraints");
        }
        return new Grant(
                text(node, "GrantId", at).orElse(""),
                text(node, "Name", at),
                either(node, "GranteePrincipal", "GranteeServicePrincipal", at)
                        .orElseThrow(() -> new InvalidCase("There is no GranteePrincipal in " + at)),
                either(node, "RetiringPrincipal", "RetiringServicePrincipal", at),
                text(node, "IssuingAccount", at),
                operations(node, at),
                entries(constraints.path("EncryptionContextEquals"), at + ".Constraints.EncryptionContextEquals"),
                entries(constraints.path("EncryptionContextSubset"), at + ".Constraints.EncryptionContextSubset"),
                text(constraints, "SourceArn", at + ".Constraints"));
    }

    private static List<String> operations(JsonNode node, String at) throws InvalidCase {
        JsonNode array = node.path("Operations");
        if (!array.isArray()) {
            throw new InvalidCase("There is no array of Operations in " + at);
        }
        List<String> operations = new ArrayList<>();
        for (JsonNode operation : array) {
            if (!operation.isTextual()) {
                throw new InvalidCase(operation + " in " + at + ".Operations is not the name of an operation");
            }
            operations.add(operation.textValue());
        }
        return operations;
    }

    private static Map<String, String> entries(JsonNode node, String at) throws InvalidCase {
        Map<String, String> entries = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return entries;
        }
        if (!node.isObject()) {
            throw new InvalidCase(at + " is not an object of names and texts");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new InvalidCase(at + "." + entry.getKey() + " is not a text");
            }
            entries.put(entry.getKey(), entry.getValue().textValue());
        }
        return entries;
    }

    private static Optional<String> either(JsonNode node, String one, String other, String at) throws InvalidCase {
        Optional<String> first = text(node, one, at);
        return first.isPresent() ? first : text(node, other, at);
    }

    private static Optional<String> text(JsonNode node, String member, String at) throws InvalidCase {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new InvalidCase(at + "." + member + " is not a text");
        }
        return Optional.of(value.textValue());
    }

    /** A member that is not known may narrow or widen the grant: guessing would be wrong either way. */
    private static void refuseUnknown(JsonNode node, Set<String> known, String at) throws InvalidCase {
        if (!node.isObject()) {
            throw new InvalidCase(at + " is not an object");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw new InvalidCase("\"" + member.getKey() + "\" in " + at + " is not known");
            }
        }
    }
}
