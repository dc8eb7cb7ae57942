using System.Text;
using CsCheck;
using GradWatch.Detectors;
using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests;

public sealed class SavedRunTests
{
    private static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e300, 1e-12];

    [Fact]
    public void A_run_taken_up_in_the_middle_ends_as_one_that_was_never_interrupted()
    {
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 1000], Gen.Int[1, 1_000_000]).Sample((steps, cut, seed) =>
        {
            List<Observation> run = SomeRun(steps, seed);
            TrainingMonitor whole = new(), first = new(), second = new();
            int middle = run.Count * cut / 1000;
            foreach (Observation observation in run)
                whole.Observe(observation);
            foreach (Observation observation in run.Take(middle))
                first.Observe(observation);
            second.RestoreRun(new BinaryReader(new MemoryStream(Saved(first))));
            Assert.Equal(Saved(first), Saved(second));
            foreach (Observation observation in run.Skip(middle))
                second.Observe(observation);
            whole.Complete();
            second.Complete();
            Assert.Equal(Saved(whole), Saved(second));
            Assert.Equal(Json(whole), Json(second));
        }, iter: 60);
    }

    [Fact]
    public void A_long_run_of_many_tensors_is_saved_in_a_third_of_its_memory()
    {
        TrainingMonitor monitor = new();
        Series[] tensors = [.. Enumerable.Range(0, 40).Select(tensor => new Series(Quantity.GradNorm, $"layer{tensor}.weight"))];
        Random random = new(1);
        for (int step = 0; step < 2000; step++)
        {
            foreach (Series tensor in tensors)
                monitor.Observe(new Observation(step, tensor, (float)Math.Exp(random.NextDouble())));
        }
        Assert.InRange(Saved(monitor).Length, 1, monitor.Record.MemoryBytes / 3);
    }

    [Fact]
    public void What_another_version_saved_is_refused()
    {
        byte[] saved = Saved(new TrainingMonitor());
        saved[0]++;
        Assert.Throws<InvalidDataException>(() => new TrainingMonitor().RestoreRun(new BinaryReader(new MemoryStream(saved))));
    }

    [Fact]
    public void Where_a_NaN_came_from_is_taken_up_with_its_evidence()
    {
        NonFiniteOrigin origin = new()
        {
            Step = 7, Place = new OriginPlace("b2", null, "loss"), Tensor = "b2.weight", Direction = OriginDirection.Backward,
            Fault = OriginFault.Operation, Operation = OriginOperation.LogOfZero, Replayed = true,
            Evidence = [new Sentence("origin.place.at", "b2"), new Sentence("origin.place.before", new Sentence("origin.place.at", "x"))],
        };
        TrainingMonitor first = new(), second = new();
        first.Note(origin);
        second.RestoreRun(new BinaryReader(new MemoryStream(Saved(first))));
        NonFiniteOrigin taken = Assert.Single(second.Origins);
        Assert.Equal(origin.Summary.ToString(), taken.Summary.ToString());
        Assert.Equal(origin.Evidence.Select(sentence => sentence.ToString()), taken.Evidence.Select(sentence => sentence.ToString()));
        Assert.Equal(origin with { Evidence = [] }, taken with { Evidence = origin.Evidence } with { Evidence = [] });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_guard_did_can_be_written_and_read(bool withReason)
    {
        GuardAction action = new()
        {
            Kind = GuardActionKind.RollBack, Key = "guard.roll_back", FirstStep = 3, LastStep = 9, Steps = 2, Value = double.NaN, Reference = 1.5,
            Reason = withReason ? new Sentence("finding.non_finite", 1.0, 3L) : null, Batch = withReason ? [4L, 5L] : null,
        };
        MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write(action);
        bytes.Position = 0;
        GuardAction read = new BinaryReader(bytes).ReadGuardAction();
        Assert.Equal(action with { Reason = null, Batch = null }, read with { Reason = null, Batch = null });
        Assert.Equal(action.Reason?.Key, read.Reason?.Key);
        Assert.Equal(action.Batch, read.Batch);
    }

    private static List<Observation> SomeRun(int steps, int seed)
    {
        List<Observation> run = [];
        Series loss = new(Quantity.Loss), norm = new(Quantity.GradNorm), ratio = new(Quantity.UpdateRatio), rate = new(Quantity.LearningRate);
        Series[] tensors = [new(Quantity.GradNorm, "a"), new(Quantity.GradNorm, "b"), new(Quantity.GradNonFinite, "b"), new(Quantity.ParamNorm, "a")];
        Random random = new(seed);
        double level = 1;
        for (int step = 0; step < steps; step++)
        {
            level *= random.Next(30) == 0 ? Math.Pow(10, 2 * random.NextDouble() - 1) : 0.95 + 0.1 * random.NextDouble();
            double odd = random.Next(40) == 0 ? Odd[random.Next(Odd.Length)] : random.Next(20) == 0 ? level * 1e4 : level;
            run.Add(new Observation(step, loss, level));
            run.Add(new Observation(step, norm, odd));
            run.Add(new Observation(step, rate, 0.1));
            run.Add(new Observation(step, ratio, odd / 100));
            foreach (Series tensor in tensors)
                run.Add(new Observation(step, tensor, tensor.Quantity == Quantity.GradNonFinite ? (double.IsFinite(odd) ? 0 : 3) : (float)odd));
        }
        return run;
    }

    private static byte[] Saved(TrainingMonitor monitor)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        monitor.SaveRun(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    private static string Json(TrainingMonitor monitor)
    {
        using MemoryStream json = new();
        JsonReport.Write(monitor.Report(new RunDescription("some", "run")), json, Language.English, false);
        return Encoding.UTF8.GetString(json.ToArray());
    }
}
