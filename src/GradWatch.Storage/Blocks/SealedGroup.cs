namespace GradWatch.Storage.Blocks;

/// <summary>The columns of a group in one block.</summary>
/// <param name="Group">The index of the first series of the group.</param>
/// <param name="Rollup">As <see cref="Blocks.Rollup"/> writes it.</param>
/// <param name="Columns">As <see cref="Column"/> writes them.</param>
internal sealed record SealedGroup(int Group, byte[] Rollup, byte[] Columns);
