package org.silenzio.eval.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.run.Circumstances;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.EvaluationEngine.Progress;
import org.silenzio.eval.run.EvaluationPlan;
import org.silenzio.eval.run.Scorer;

/** One evaluation, from the list of recordings to the rows, with a Spark of its own. */
final class SparkEvaluation {

  /** Beyond it, tasks take several recordings: the driver keeps track of every task. */
  private static final int MOST_TASKS = 10_000;

  /** Some 100 MB of figures. */
  private static final int ROWS_PER_FILE = 200_000;

  private SparkEvaluation() {}

  static List<Outcome> run(EvaluationPlan plan, Progress progress) throws IOException {
    try (SparkSession session = session(plan.master())) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      Configuration configuration = context.hadoopConfiguration();
      List<Place> places = new ArrayList<>();
      for (String corpus : plan.corpora()) {
        places.addAll(HadoopCorpus.find(corpus, configuration));
      }
      if (plan.parquet().isPresent()) {
        checkAbsent(plan.parquet().get(), configuration);
      }
      List<Row> rows = evaluate(context, places, order(plan), progress);
      if (plan.parquet().isPresent()) {
        session
            .createDataFrame(rows, OutcomeRows.SCHEMA)
            .coalesce(1 + rows.size() / ROWS_PER_FILE)
            .write()
            .mode(SaveMode.ErrorIfExists)
            .parquet(plan.parquet().get());
      }
      return OutcomeRows.outcomes(rows);
    } finally {
      Workbench.end(); // with a local master, the machine that works is this one
    }
  }

  private static SparkSession session(String master) {
    SparkConf conf = new SparkConf().setMaster(master).setAppName("silenzio eval");
    conf.setIfMissing("spark.ui.enabled", "false");
    if (master.equals("local") || master.startsWith("local[")) { // local-cluster is none
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else {
      conf.setIfMissing("spark.jars", String.join(",", ourJars()));
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** What the other machines have not got: the build's jars, and not Spark's, which they have. */
  private static List<String> ourJars() {
    Path target = ProjectHome.target();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> Path.of(entry).startsWith(target))
        .toList();
  }

  /** An existing folder is told of before the work, not after it. */
  private static void checkAbsent(String parquet, Configuration configuration) throws IOException {
    var folder = new org.apache.hadoop.fs.Path(parquet);
    if (folder.getFileSystem(configuration).exists(folder)) {
      throw new IllegalArgumentException(
          "--parquet is " + parquet + ", which is there already; allowed: a new folder");
    }
  }

  private static WorkOrder order(EvaluationPlan plan) throws IOException {
    Recording speech = Recording.load(ProjectHome.delaySpeech());
    Optional<MetricModels> models = plan.models().map(MetricModels::in);
    new Scorer(models).close(); // models that do not open are told of here, not by every machine
    return new WorkOrder(
        plan.peers(),
        plan.models().map(SparkEvaluation::absolute).orElse(null),
        plan.results().map(SparkEvaluation::absolute).orElse(null),
        plan.results().isPresent() ? Circumstances.fingerprint(models) : "",
        plan.sounds().map(SparkEvaluation::absolute).orElse(null),
        speech.sampleRateHz(),
        speech.channels()[0]);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }

  private static List<Row> evaluate(
      JavaSparkContext context, List<Place> places, WorkOrder order, Progress progress) {
    int tasks = Math.min(places.size(), MOST_TASKS);
    AtomicInteger done = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskInfo().successful()) {
              progress.at(done.incrementAndGet() * places.size() / tasks, places.size());
            }
          }
        };
    Broadcast<WorkOrder> sharedOrder = context.broadcast(order);
    Broadcast<SerializableConfiguration> sharedConfiguration =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    String job = UUID.randomUUID().toString();
    context.sc().addSparkListener(listener);
    try {
      return context
          .parallelize(places, tasks)
          .flatMap(new EvaluateRecording(job, sharedOrder, sharedConfiguration))
          .collect();
    } catch (Exception e) { // also checked ones, which Scala's methods do not declare
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("an evaluation failed: " + reason, e);
    } finally {
      context.sc().removeSparkListener(listener);
    }
  }
}
