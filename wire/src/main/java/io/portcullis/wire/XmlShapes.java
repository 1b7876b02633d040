package io.portcullis.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** From the SDK's model objects to XML, by their own field lists. */
final class XmlShapes {

    private XmlShapes() {}

    /** Writes the members that are set. */
    static void write(Xml xml, SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (JsonShapes.isSet(value)) {
                write(xml, field, field.unmarshallLocationName(), value);
            }
        }
    }

    private static void write(Xml xml, SdkField<?> field, String name, Object value) {
        switch (value) {
            case SdkPojo nested -> {
                xml.open(name);
                write(xml, nested);
                xml.close(name);
            }
            case List<?> list -> list(xml, name, field.getRequiredTrait(ListTrait.class), list);
            case Map<?, ?> map -> map(xml, name, field.getRequiredTrait(MapTrait.class), map);
            default -> xml.leaf(name, Scalars.write(field, value, Format.ISO_8601));
        }
    }

    private static void list(Xml xml, String name, ListTrait trait, List<?> list) {
        String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        if (trait.isFlattened()) {
            list.forEach(element -> write(xml, trait.memberFieldInfo(), name, element));
            return;
        }
        xml.open(name);
        list.forEach(element -> write(xml, trait.memberFieldInfo(), member, element));
        xml.close(name);
    }

    private static void map(Xml xml, String name, MapTrait trait, Map<?, ?> map) {
        String entryName = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            xml.open(name);
        }
        map.forEach((key, value) -> {
            xml.open(entryName);
            xml.leaf(trait.keyLocationName(), String.valueOf(key));
            write(xml, trait.valueFieldInfo(), trait.valueLocationName(), value);
            xml.close(entryName);
        });
        if (!trait.isFlattened()) {
            xml.close(name);
        }
    }
}
