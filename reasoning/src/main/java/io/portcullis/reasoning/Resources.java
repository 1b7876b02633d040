package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Universe;
import java.util.List;

/** The resources that two policies may be of: what requests ask for that their statements decide. Immutable. */
public interface Resources {

    /** The ARNs that requests may name in a partition such as {@code aws}; of every account, Region and name. */
    Universe in(String partition);

    /** Some of them that look like everyday ones, the likeliest first; where any may be, of a service such as {@code s3}. */
    List<String> examples(String partition, String service);
}
