package io.portcullis.response;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each correction in a JSON file of its own, {@code ID.json}, in a folder. A file is written whole and to the disk
 * before it takes its name. Safe for use by many threads, and by several processes.
 */
public final class FolderCorrectionLog implements CorrectionLog {

    private static final String ENDING = ".json";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final Path folder;
    private final CorrectionJson json = new CorrectionJson();

    /** A log in this folder; it is made when the first correction is kept. */
    public FolderCorrectionLog(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(CorrectionRecord entry) {
        Path file = file(entry.id());
        try {
            WholeFile.write(folder, file.getFileName().toString(), json.write(entry));
        } catch (IOException e) {
            throw new UncheckedIOException("The correction " + entry.id() + " cannot be kept in " + file, e);
        }
    }

    @Override
    public List<CorrectionRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .map(this::read)
                    .sorted(Comparator.comparing(CorrectionRecord::at).thenComparing(CorrectionRecord::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of corrections cannot be listed: " + folder, e);
        }
    }

    @Override
    public Optional<CorrectionRecord> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = file(id);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("Not the id of a correction: " + id);
        }
        return folder.resolve(id + ENDING);
    }

    private CorrectionRecord read(Path file) {
        try {
            return json.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The correction in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
