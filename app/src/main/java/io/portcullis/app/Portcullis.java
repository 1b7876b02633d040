package io.portcullis.app;

import io.portcullis.app.check.CheckCommand;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Output;
import io.portcullis.app.cli.PathArgument;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.compare.CompareCommand;
import io.portcullis.app.demo.DemoCommand;
import io.portcullis.app.doctor.DoctorCommand;
import io.portcullis.app.explain.ExplainCommand;
import io.portcullis.app.local.LocalCommand;
import io.portcullis.app.scan.ScanCommand;
import io.portcullis.app.undo.UndoCommand;
import io.portcullis.app.watch.WatchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code portcullis} command with all its subcommands, in given surroundings. For one thread. */
public final class Portcullis {

    private final Surroundings surroundings;

    /** A command that reads and writes only its surroundings. */
    public Portcullis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Runs a command line.
     *
     * @return the exit code, one of {@link ExitCode}
     */
    public int run(String... arguments) {
        Root root = new Root();
        CommandLine line = new CommandLine(root);
        commands(arguments).forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine.HelpCommand())
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new PathArgument())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command, root.verbose));
        int code = line.execute(arguments);
        return surroundings.out().fault().map(this::lost).orElse(code);
    }

    /** What was not written was not answered. Whoever closes a pipe, as {@code head} does, knows that and is told nothing. */
    private int lost(IOException fault) {
        if (!Output.isUnread(fault)) {
            surroundings.err().println("portcullis: the answer could not be written: " + fault.getMessage());
        }
        return ExitCode.UNKNOWN;
    }

    /** The command that is asked for, else all: describing one to the parser takes its time at every start. */
    private List<?> commands(String... arguments) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(surroundings));
        all.put("local", () -> new LocalCommand(surroundings));
        all.put("scan", () -> new ScanCommand(surroundings));
        all.put("watch", () -> new WatchCommand(surroundings));
        all.put("doctor", () -> new DoctorCommand(surroundings));
        all.put("check", () -> new CheckCommand(surroundings));
        all.put("explain", () -> new ExplainCommand(surroundings));
        all.put("compare", () -> new CompareCommand(surroundings));
        all.put("undo", () -> new UndoCommand(surroundings));
        all.put("rehearse", () -> new RehearseCommand(surroundings));
        Optional<Supplier<Object>> asked = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .map(all::get);
        return asked.map(List::of).orElse(List.copyOf(all.values())).stream()
                .map(Supplier::get)
                .toList();
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private int report(Exception failure, CommandLine command, boolean verbose) {
        String name = command.getCommandSpec().qualifiedName();
        String what = failure instanceof CommandFailure ? String.valueOf(failure.getMessage()) : failure.toString();
        surroundings.err().println(name + ": " + what.strip().replaceAll("\\s*\\R\\s*", " "));
        if (verbose) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(surroundings.err()::println);
        } else if (!(failure instanceof CommandFailure)) {
            surroundings.err().println("This was not foreseen; --verbose shows where it happened.");
        }
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.UNKNOWN;
    }

    @Command(
            name = "portcullis",
            description = "Finds AWS resources that outsiders can reach, proves it, and closes the opening.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:nothing outside, nothing new, everything in place, or done",
                "1:findings, new access, or something is not in place",
                "2:usage or configuration",
                "3:something could not be read, decided or done; there may be findings besides"
            })
    private static final class Root {
        @Option(
                names = "--verbose",
                scope = ScopeType.INHERIT,
                description = "With an error, also show where it happened.")
        boolean verbose;
    }

    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Portcullis.class.getPackage().getImplementationVersion();
            return new String[] {
                "portcullis " + (version == null ? "(unpackaged)" : version) + " on Java " + Runtime.version()
            };
        }
    }
}
