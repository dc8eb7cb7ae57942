using System.Text;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Whose console text it is, by words that only one trainer prints. It names the format in reports and changes nothing in the reading.</summary>
internal static class Dialects
{
    private static readonly (byte[] Mark, string Id)[] Marks =
    [
        .. new[]
        {
            ("| lm loss", "megatron"), ("lm-loss:", "megatron"), ("[deepspeed]", "deepspeed"), ("actor/", "verl"), (", mfu ", "nanogpt"),
            ("train_time:", "nanogpt"), ("ms/batch", "pytorch_word_lm"), ("num_updates", "fairseq"), ("gnorm=", "fairseq"), ("{'loss':", "hf_stdout"),
            ("mmengine", "mmengine"), (" - mmdet - ", "mmdetection"), ("d2.utils.events", "detectron2_console"), ("torchtitan", "torchtitan"),
            ("[titan]", "torchtitan"), ("GPU_mem", "ultralytics_console"), ("gpu_mem", "ultralytics_console"), ("it/s", "progress_bar"),
            ("- ETA:", "keras_stdout"), ("/step - ", "keras_stdout"), ("[====", "keras_stdout"),
        }.Select(entry => (Encoding.UTF8.GetBytes(entry.Item1), entry.Item2)),
    ];

    internal static string Of(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] mark, string id) in Marks)
        {
            if (head.IndexOf(mark) >= 0)
                return id;
        }
        return "console";
    }
}
