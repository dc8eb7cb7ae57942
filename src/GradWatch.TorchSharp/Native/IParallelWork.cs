namespace GradWatch.TorchSharp.Native;

/// <summary>Work in parts that do not touch each other.</summary>
internal interface IParallelWork
{
    /// <summary>Does one part; called once for each, on any thread.</summary>
    void Do(int part);
}
