using System.Globalization;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests;

/// <summary>Logs of other people's runs, where they are at hand: how many values there are, and the first and last of them.</summary>
/// <remarks>
/// The expected values were taken from the files by other means (a few lines of Python for each format), except those of
/// DeepSpeed: they are what this reader gave, and hold it to that.
/// </remarks>
public sealed class PublicRunsTests
{
    [Theory]
    [InlineData("algoperf_csv/baseline_s0_t1_fastmri_healthy.csv", "loss", 362, "0=0.90665424", "36100=0.37203982")]
    [InlineData("algoperf_csv/criteo_shampoo_s4_t3_explode_inf.csv", "grad_norm", 81, "0=5.946831703186035", "80=Infinity")]
    [InlineData("algoperf_csv/vit_sinv6_75_s0_healthy_gradnorm_100.csv", "grad_norm", 4976, "0=0.37524542", "497500=104.31584")]
    [InlineData("detectron2/metrics.json", "loss", 15, "19=2.632075755856931", "299=0.4286037251627022")]
    [InlineData("hf_trainer_state/nsllm.json", "loss", 435, "5=2.3475", "2175=1.9787")]
    [InlineData("hf_trainer_state/deepclima.json", "grad_norm", 41, "1=52.22467041015625", "400=2.006941080093384")]
    [InlineData("issues_transcribed/espnet186_ctc_inf.csv", "loss", 6, "1=250000064", "7=250000080")]
    [InlineData("issues_transcribed/espnet186_ctc_inf.csv", "grad_norm", 1, "3=NaN", "3=NaN")]
    [InlineData("issues_transcribed/fairseq41_wmt14_enfr_explode.csv", "grad_norm", 7, "1000=2.054", "7000=Infinity")]
    [InlineData("issues_transcribed/gemma24_fp16_lora_nan.csv", "loss", 20, "1=5.6332", "20=NaN")]
    [InlineData("keras_csv/deepdiagnosis_blob_vanish.csv", "loss", 127, "0=1.5852569035121373", "126=1.061373496736799")]
    [InlineData("keras_csv/facial_keypoints_conv.csv", "loss", 1020, "0=0.09354911758520892", "999=0.066565941705882")]
    [InlineData("lightning_csv/slm_v0_healthy.csv", "loss", 2814, "49=7.628580570220947", "140699=3.565943479537964")]
    [InlineData("lightning_csv/pinn_v0_spike.csv", "loss", 736, "0=0.49922266602516174", "735=0.14040344953536987")]
    [InlineData("llamafactory/nsllm_trainer_log.jsonl", "loss", 435, "5=2.3475", "2175=1.9787")]
    [InlineData("ms_swift/deepclima_logging.jsonl", "grad_norm", 44, "1=52.22467041", "430=1.43617094")]
    [InlineData("mmcv_log_json/potato_mmseg.log.json", "loss", 4000, "10=1.50095", "40000=0.01715")]
    [InlineData("megatron/bloom176b_first_spike_excerpt.log", "grad_norm", 11, "31214=0.242", "31251=0.205")]
    [InlineData("megatron/tr8_104b_exp12_diverge_excerpt.log", "loss", 7, "8738=3.317482", "9026=7.02458")]
    [InlineData("megatron/tr1_13b_spike_excerpt.log", "loss", 8, "29020=2.775923", "29090=6.849044")]
    [InlineData("megatron/qwen_50it_healthy_norm_bumps.log", "grad_norm", 50, "1=1.938", "50=2.402")]
    [InlineData("deepspeed/ds_chat_step1_opt1.3b.log", "learning_rate", 736, "10=9.649992967150629E-06", "7360=8.490116182110961E-09")]
    [InlineData("deepspeed/ds_chat_step1_opt1.3b.log", "loss_scale", 139, "0=65536", "7332=32768")]
    [InlineData("nanogpt/modded_muon.txt", "loss", 6200, "1=10.9184", "6200=3.2533")]
    [InlineData("nanogpt/nanogpt_vgpqdf1r_output.log", "loss", 501, "0=12.5435", "5000=1.5822")]
    [InlineData("pytorch_wlm/lstm_2layer_healthy.txt", "loss", 168, "200=7.64", "35613=4.19")]
    [InlineData("pytorch_wlm/rnn_relu_1layer_nan.txt", "loss", 84, "200=NaN", "17715=NaN")]
    [InlineData("pytorch_wlm/rnn_tanh_1layer_diverged.txt", "loss", 84, "200=12.28", "17715=7.94")]
    [InlineData("ultralytics/yolov8x_results.csv", "train/box_loss", 100, "1=1.27606", "100=0.4866")]
    [InlineData("verl_console/verl_gjvwlq13_collapse.log", "grad_norm", 59, "1=0.7215317189693451", "59=6.658059120178223")]
    [InlineData("verl_console/verl_do7bl4gg_healthy.log", "loss", 159, "1=0.002415715521541036", "159=0.0008125245241685394")]
    public void Their_values_are_all_there(string run, string series, int count, string first, string last)
    {
        List<Observation> found = [.. LogReader.Read(RealSamples.Find("runs/wild/" + run)).SelectMany(Kept).Where(o => o.Series.Name == series)];
        Assert.Equal((count, first, last), (found.Count, Text(found[0]), Text(found[^1])));
    }

    // Runs of one source must be enumerated one after the other.
    private static List<Observation> Kept(LogRun run) => [.. run.Observations];

    private static string Text(Observation observation) =>
        string.Create(CultureInfo.InvariantCulture, $"{observation.Step}={observation.Value:R}");
}
