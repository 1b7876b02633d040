package io.portcullis.analyzer;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * How the ARNs of a type are written, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:PREFIXID}. In the ARN of a resource that is
 * not known whole a {@code *} stands for the Region, or for all after the prefix.
 *
 * <p>Immutable.
 */
final class ArnForm {

    private static final CharSet REGION = CharSet.ALPHANUMERIC.or(CharSet.of('-'));
    private static final CharSet LETTER = CharSet.range('a', 'z');
    private static final CharSet PARTITION = LETTER.or(CharSet.of('-'));

    private final String service;
    private final Scope scope;
    private final String prefix;
    private final String id;
    private final String example;
    private final Optional<Part> part;
    private final CharSet ids;

    /**
     * A form.
     *
     * @param service the third field
     * @param scope which fields it has
     * @param prefix what the sixth field begins with, such as {@code key/}; may be empty
     * @param id what the rest is called where the form is shown
     * @param signs the characters that are in the rest besides letters and digits
     * @param example a rest to show where none is known
     * @param part what of such a resource has an ARN of its own
     */
    ArnForm(String service, Scope scope, String prefix, String id, String signs, String example, Optional<Part> part) {
        this.service = service;
        this.scope = scope;
        this.prefix = prefix;
        this.id = id;
        this.example = example;
        this.part = part;
        this.ids = CharSet.ALPHANUMERIC.or(CharSet.anyOf(signs));
    }

    /** Which fields an ARN has. */
    enum Scope {
        /** A Region and an account. */
        REGION,
        /** An account and no Region. */
        ACCOUNT,
        /** Neither. */
        GLOBAL
    }

    /**
     * Part of a resource.
     *
     * @param name what such a part is called, where actions are asked of it alone
     * @param separator what stands between the resource's ARN and the rest
     * @param chars the characters of the rest
     */
    record Part(String name, String separator, CharSet chars) {}

    /** The fields of one ARN. */
    record Fields(String partition, String region, String account, String id) {}

    String service() {
        return service;
    }

    Scope scope() {
        return scope;
    }

    String example() {
        return example;
    }

    Optional<Part> part() {
        return part;
    }

    /** The fields of an ARN of this form, or of one of its parts. */
    Optional<Fields> parse(String arn) {
        String[] fields = arn.split(":", 6);
        boolean fits = fields.length == 6
                && fields[0].equals("arn")
                && fields[1].startsWith("aws")
                && isOf(PARTITION, fields[1])
                && fields[2].equals(service)
                && (scope == Scope.REGION ? isOf(REGION, fields[3]) : fields[3].isEmpty())
                && (scope == Scope.GLOBAL
                        ? fields[4].isEmpty()
                        : fields[4].length() == 12 && isOf(CharSet.DIGIT, fields[4]))
                && fields[5].startsWith(prefix);
        return fits
                ? id(fields[5].substring(prefix.length()))
                        .map(rest -> new Fields(fields[1], fields[3], fields[4], rest))
                : Optional.empty();
    }

    /** Whether a pattern may match an ARN of this form, segment by segment; one with a variable before the sixth may. */
    boolean mayMatch(String pattern) {
        String[] fields = pattern.split(":", 6);
        int variable = pattern.indexOf("${");
        if (fields.length < 6 || (variable >= 0 && variable < pattern.length() - fields[5].length())) {
            return variable >= 0 || pattern.indexOf('*') >= 0;
        }
        Template id = Template.parse(fields[5], true, true);
        String beginning = !id.parts().isEmpty() && id.parts().getFirst() instanceof Template.Literal literal
                ? literal.text()
                : "";
        return matches(fields[2], service)
                && (scope == Scope.REGION ? !fields[3].isEmpty() : matches(fields[3], ""))
                && (scope == Scope.GLOBAL ? matches(fields[4], "") : !fields[4].isEmpty())
                && (beginning.startsWith(prefix) || prefix.startsWith(beginning));
    }

    private static boolean matches(String pattern, String text) {
        return Template.parse(pattern, true, false).matches(text);
    }

    /** The resource's own id, where the rest of an ARN is that or the id of a part after it. */
    private Optional<String> id(String rest) {
        int end = part.isPresent() ? rest.indexOf(part.get().separator()) : -1;
        String own = end < 0 ? rest : rest.substring(0, end);
        boolean ends = end >= 0 && rest.length() == end + part.get().separator().length();
        return isOf(ids, own) && !ends ? Optional.of(own) : Optional.empty();
    }

    private static boolean isOf(CharSet set, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!set.contains(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The ARN with these fields; a {@code *} is what is not known. */
    String arn(Fields fields) {
        return "arn:" + fields.partition() + ":" + service + ":" + (scope == Scope.REGION ? fields.region() : "") + ":"
                + (scope == Scope.GLOBAL ? "" : fields.account()) + ":" + prefix + fields.id();
    }

    /** How people are told to write one. */
    String written() {
        return arn(new Fields("aws", "REGION", "ACCOUNT", id));
    }

    /** An ARN to show: where parts are not known, with parts that look like ARNs do. */
    String example(String arn) {
        String region = regionOf(arn.split(":", 3)[1]);
        String regional = arn.replace(":" + service + ":*:", ":" + service + ":" + region + ":");
        return regional.endsWith("*") ? regional.substring(0, regional.length() - 1) + example : regional;
    }

    /** A Region to show of a partition. Source: AWS general reference, "AWS service endpoints". */
    private static String regionOf(String partition) {
        return switch (partition) {
            case "aws-cn" -> "cn-north-1";
            case "aws-us-gov" -> "us-gov-west-1";
            default -> "us-east-1";
        };
    }

    /** The ARNs that a resource of this ARN may have; its parts are not among them. */
    Texts whole(String arn) {
        return isKnown(arn) ? new Texts.One(arn) : wholes(arn);
    }

    /** The ARNs of the parts of a resource of this ARN; of all that could be one, those of the {@link #universe} are. */
    Texts parts(String arn) {
        if (part.isEmpty()) {
            return Texts.NONE;
        }
        Part of = part.get();
        return isKnown(arn) && of.chars().equals(CharSet.ANY)
                ? new Texts.Starting(arn + of.separator())
                : parts(arn, of);
    }

    /** All ARNs that requests may name, if they name a resource of this ARN or a part of it. */
    Universe universe(String arn) {
        if (part.isEmpty() && isKnown(arn)) {
            return new Universe.Listed(List.of(arn));
        }
        Language whole = wholes(arn);
        if (part.isEmpty()) {
            Optional<String> example = Optional.of(example(arn));
            return new Universe.Shaped(whole, named -> example.filter(other -> !named.contains(other)));
        }
        Language all = whole.or(parts(arn, part.get()));
        return parts(arn) instanceof Texts.Starting
                ? new Parts(all, new Universe.Plain(whole.or(parts(arn).language())))
                : Universe.of(all);
    }

    /**
     * A resource and its parts.
     *
     * @param language the ARNs
     * @param simpler the same, and one that no part has: the part without a name
     */
    private record Parts(Language language, Universe simpler) implements Universe {
        @Override
        public boolean has(String arn) {
            return language.has(arn);
        }

        @Override
        public Optional<List<String>> samples(List<Texts> tests) {
            return simpler.samples(tests)
                    .map(samples -> samples.stream().filter(this::has).toList());
        }
    }

    private static boolean isKnown(String arn) {
        return arn.indexOf('*') < 0;
    }

    private Language parts(String arn, Part of) {
        return wholes(arn).then(Glob.literal(of.separator()).some(of.chars()));
    }

    private Language wholes(String arn) {
        String[] fields = arn.split(":", 6);
        Glob glob = Glob.EMPTY;
        for (int i = 0; i < fields.length; i++) {
            glob = i == 0 ? glob : glob.then(":");
            int star = fields[i].indexOf('*');
            if (star < 0) {
                glob = glob.then(fields[i]);
            } else if (i < 5) {
                glob = glob.some(LETTER).then("-").some(PARTITION).then("-").some(CharSet.DIGIT);
            } else {
                glob = glob.then(fields[i].substring(0, star)).some(ids);
            }
        }
        return Language.of(glob);
    }
}
