package io.portcullis.app.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.app.cli.Output;
import java.io.IOException;
import java.util.List;

/** Shows scenes: as a timeline for people, or a JSON object a step for programs. */
final class Report {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Output out;
    private final boolean json;

    Report(Output out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** A line for people; programs do without. */
    void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** Shows the steps of a scene with the milliseconds since its first. */
    void show(Scene scene) throws IOException {
        say("");
        say(scene.title());
        List<Step> steps = scene.steps();
        for (Step step : steps) {
            double millis = (step.nanoTime() - steps.getFirst().nanoTime()) / NANOS_PER_MILLI;
            if (json) {
                write(scene.title(), step, millis);
            } else {
                out.println("%7.0f ms  %-10s %s".formatted(millis, step.name(), step.detail()));
            }
        }
    }

    private void write(String title, Step step, double millis) throws IOException {
        try (JsonGenerator line =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            line.writeStartObject();
            line.writeStringField("scene", title);
            line.writeStringField("step", step.name());
            line.writeNumberField("millis", Math.round(millis * 1000) / 1000.0);
            line.writeStringField("detail", step.detail());
            line.writeEndObject();
            line.writeRaw('\n');
        }
    }
}
