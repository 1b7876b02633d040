package io.portcullis.app.cli;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that arguments have; what has another form is refused before anything is done with it. */
public final class Forms {

    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Pattern SERVER = Pattern.compile("(.+):(0*[1-9][0-9]{0,4})");
    private static final int LAST_PORT = 65535;

    private Forms() {}

    /**
     * An organization's id, where one is given.
     *
     * @throws CommandFailure when it has another form: nobody would be trusted by it
     */
    public static Optional<String> organization(Optional<String> id) {
        id.ifPresent(text -> require(ORGANIZATION, text, "--organization", "an id such as o-a1b2c3d4e5"));
        return id;
    }

    /**
     * A Region.
     *
     * @throws CommandFailure when it has another form
     */
    public static String region(String region) {
        return require(REGION, region, "--region", "a Region such as eu-west-1");
    }

    /**
     * An e-mail address.
     *
     * @throws CommandFailure when it has another form
     */
    public static String address(String option, String address) {
        return require(ADDRESS, address, option, "an e-mail address such as security@example.com");
    }

    /**
     * A port to listen on; 0 for any free one.
     *
     * @throws CommandFailure when there is no such port
     */
    public static int port(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw CommandFailure.usage("--port " + port + " is not a port: 0 to " + LAST_PORT);
        }
        return port;
    }

    /**
     * A server's host and port.
     *
     * @throws CommandFailure when it has another form, or there is no such port
     */
    public static InetSocketAddress server(String option, String address) {
        Matcher parts = SERVER.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            throw CommandFailure.usage(option + " " + address + " is not a host and a port, such as localhost:1025");
        }
        return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    private static String require(Pattern form, String text, String option, String meaning) {
        if (!form.matcher(text).matches()) {
            throw CommandFailure.usage(option + " \"" + text + "\" is not " + meaning);
        }
        return text;
    }
}
