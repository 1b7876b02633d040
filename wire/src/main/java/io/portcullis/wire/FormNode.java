package io.portcullis.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Form parameters as the tree that their dotted names spell, such as {@code Attributes.entry.1.key}. */
final class FormNode {

    /** Deeper than any model; a bound on what a hostile form can cost. */
    private static final int MAX_DEPTH = 32;

    private final Map<String, FormNode> children = new LinkedHashMap<>();
    private Optional<String> value = Optional.empty();

    private FormNode() {}

    static FormNode of(Map<String, List<String>> parameters) {
        FormNode root = new FormNode();
        parameters.forEach((name, values) -> {
            String[] steps = name.split("\\.", MAX_DEPTH + 1);
            if (steps.length > MAX_DEPTH) {
                throw Faults.serialization("The parameter name has too many dots: " + Faults.shorten(name));
            }
            FormNode node = root;
            for (String step : steps) {
                node = node.children.computeIfAbsent(step, key -> new FormNode());
            }
            node.value = Optional.of(values.getFirst());
        });
        return root;
    }

    /** Fills a builder; {@code path} is its place, empty for the whole input. */
    void into(SdkPojo builder, String path) {
        for (SdkField<?> field : builder.sdkFields()) {
            String where = (path.isEmpty() ? "" : path + ".") + field.locationName();
            FormNode node = children.get(name(field));
            if (node != null) {
                field.set(builder, node.read(field, where));
            } else if (field.containsTrait(RequiredTrait.class)) {
                throw ServiceFault.sender("ValidationError", "Parameter '" + where + "' is required and missing");
            }
        }
    }

    /** A flattened list's parameters carry the name of its members. */
    private static String name(SdkField<?> field) {
        return field.getOptionalTrait(ListTrait.class)
                .filter(list -> list.isFlattened() && list.memberLocationName() != null)
                .map(ListTrait::memberLocationName)
                .orElse(field.locationName());
    }

    private Object read(SdkField<?> field, String where) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case SDK_POJO -> {
                SdkPojo nested = field.constructor().get();
                into(nested, where);
                yield JsonShapes.build(nested);
            }
            case LIST -> list(field.getRequiredTrait(ListTrait.class), where);
            case MAP -> map(field.getRequiredTrait(MapTrait.class), where);
            default ->
                Scalars.read(
                        field,
                        value.orElseThrow(
                                () -> Faults.serialization("Parameter '" + where + "' must be " + Faults.name(type))),
                        Format.ISO_8601,
                        where);
        };
    }

    private List<Object> list(ListTrait trait, String where) {
        String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        List<Object> values = new ArrayList<>();
        below(member)
                .numbered(where)
                .forEach((index, node) ->
                        values.add(node.read(trait.memberFieldInfo(), where + "[" + (index - 1) + "]")));
        return values;
    }

    private Map<String, Object> map(MapTrait trait, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        below("entry").numbered(where).forEach((index, node) -> {
            String key = Optional.ofNullable(node.children.get(trait.keyLocationName()))
                    .flatMap(child -> child.value)
                    .orElseThrow(() -> Faults.serialization(
                            "Entry " + index + " of '" + where + "' has no " + trait.keyLocationName()));
            FormNode entry = node.children.get(trait.valueLocationName());
            if (entry == null) {
                throw Faults.serialization(
                        "Entry " + index + " of '" + where + "' has no " + trait.valueLocationName());
            }
            values.put(key, entry.read(trait.valueFieldInfo(), where + "." + key));
        });
        return values;
    }

    /** The child of this name, or the node itself where the collection is flattened. */
    private FormNode below(String name) {
        return children.getOrDefault(name, this);
    }

    private Map<Integer, FormNode> numbered(String where) {
        Map<Integer, FormNode> numbered = new TreeMap<>();
        children.forEach((name, node) -> {
            try {
                numbered.put(Integer.valueOf(name), node);
            } catch (NumberFormatException e) {
                throw Faults.serialization("'" + where + "' is numbered from 1, not " + Faults.shorten(name));
            }
        });
        return numbered;
    }
}
