using GradWatch.Diagnosis.Origins;
using GradWatch.Storage.Recording;
using GradWatch.Storage.Runs;

namespace GradWatch.TorchSharp;

/// <content>The run as it is kept in a store.</content>
public sealed partial class TrainingWatch
{
    private RunRecorder? _recorder;
    private Exception? _toldTrouble;
    private int _recordedOrigins;

    /// <summary>The identity of the run in the store; null when it is not kept. See <see cref="WatchOptions.Record"/>.</summary>
    public string? RecordedRun => _recorder?.Run;

    /// <summary>Observations that could not be kept, because the store could not be written for too long.</summary>
    public long RecordingLost => _recorder?.Lost ?? 0;

    private void BeginRecording(WatchOptions options)
    {
        if (options.Recorder is null)
            return;
        RunRecorder recorder = _recorder = options.Recorder(options);
        Monitor.Observed += observation => recorder.Observe(observation);
        if (_guard is not null)
            _guard.Policy.Acted += action => recorder.Record(action);
    }

    private void RecordStep()
    {
        if (_recorder is not { } recorder)
            return;
        try
        {
            if (Monitor.OriginCount > _recordedOrigins)
            {
                foreach (NonFiniteOrigin origin in Monitor.Origins.Skip(_recordedOrigins))
                    recorder.Record(origin);
                _recordedOrigins = Monitor.OriginCount;
            }
            recorder.EndStep();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
        TellTrouble(recorder);
    }

    // The writing task meets its troubles at any time; listeners are told in the thread that trains, once an outage.
    private void TellTrouble(RunRecorder recorder)
    {
        Exception? trouble = recorder.Trouble;
        if (ReferenceEquals(trouble, _toldTrouble))
            return;
        _toldTrouble = trouble;
        if (trouble is not null)
            Tell(trouble);
    }

    private void EndRecording()
    {
        if (_recorder is not { } recorder)
            return;
        try
        {
            RecordStep();
            Task.Run(() => recorder.EndAsync(ShouldStop ? RunStatus.Stopped : RunStatus.Finished)).GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
        TellTrouble(recorder);
    }
}
