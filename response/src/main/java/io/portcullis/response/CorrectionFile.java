package io.portcullis.response;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the record of one correction in the file that somebody names, whatever he has called it. Written as
 * {@link FolderCorrectionLog} writes. Safe for use by many threads, and by several processes.
 */
public final class CorrectionFile implements CorrectionLog {

    private final Path file;
    private final CorrectionJson json = new CorrectionJson();

    /** The record in this file, which is there. */
    public CorrectionFile(Path file) {
        this.file = file;
    }

    /**
     * The record.
     *
     * @throws UncheckedIOException when there is none that can be read; the message says why
     */
    public CorrectionRecord read() {
        try {
            return json.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void keep(CorrectionRecord entry) {
        try {
            WholeFile.write(file.resolveSibling(""), file.getFileName().toString(), json.write(entry));
        } catch (IOException e) {
            throw new UncheckedIOException("The correction " + entry.id() + " cannot be kept in " + file, e);
        }
    }

    @Override
    public List<CorrectionRecord> all() {
        return List.of(read());
    }

    @Override
    public Optional<CorrectionRecord> find(String id) {
        return Optional.of(read()).filter(entry -> entry.id().equals(id));
    }
}
