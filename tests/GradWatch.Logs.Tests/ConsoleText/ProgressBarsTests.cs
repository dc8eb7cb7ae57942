using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

/// <summary>Progress bars, each state of which ends with a carriage return.</summary>
public sealed class ProgressBarsTests
{
    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text));

    [Fact]
    public void Tqdm_postfix() => Reads("1 loss=0.9\n450 loss=0.512\n1000 loss=NaN",
        "  0%|          | 0/1000 [00:00<?, ?it/s]\r  0%|          | 1/1000 [00:00<00:15, 36.2it/s, loss=0.9]\r"
        + " 45%|████▌     | 450/1000 [00:12<00:15, 36.2it/s, loss=0.512]\r100%|██████████| 1000/1000 [00:30<00:00, 36.2it/s, loss=nan]\n");

    [Fact]
    public void Tqdm_description() => Reads("1 loss=0.9\n2 loss=0.8\n11 loss=0.7",
        "Epoch 1/3 loss: 0.9000:  10%|█         | 1/10 [00:00<00:15, 36.2it/s]\rEpoch 1/3 loss: 0.8000:  20%|██        | 2/10 [00:00<00:15, 36.2it/s]\r\n"
        + "Epoch 2/3 loss: 0.7000:  10%|█         | 1/10 [00:00<00:15, 36.2it/s]\r\n");

    [Fact]
    public void Tqdm_without_a_total() => Reads("1 loss=0.9\n2 loss=0.8", "1it [00:00, 36.2it/s, loss=0.9]\r2it [00:00, 36.2it/s, loss=0.8]\r");

    [Fact]
    public void Lightning() => Reads("450 loss=0.512\n451 loss=0.5\n1001 loss=0.4",
        "Epoch 0:  45%|████▌     | 450/1000 [00:12<00:15, 36.2it/s, loss=0.512, v_num=0]\rEpoch 0:  45%|████▌     | 451/1000 [00:12<00:15, 36.2it/s, loss=0.5, v_num=0]\r"
        + "Validating: 0it [00:00, ?it/s]\rEpoch 1:   0%|          | 1/1000 [00:00<00:15, 36.2it/s, loss=0.4, v_num=0]\n");

    [Fact]
    public void Keras_names_the_epoch_on_a_line_of_its_own() => Reads("120 loss=0.4321\n938 loss=0.3\n939 loss=0.29",
        "Epoch 1/10\n\r120/938 [==>...........................] - ETA: 3s - loss: 0.4321 - accuracy: 0.87\b\b\b\b"
        + "\r938/938 [==============================] - 5s 5ms/step - loss: 0.3000 - accuracy: 0.90 - val_loss: 0.2800 - val_accuracy: 0.91\n"
        + "Epoch 2/10\n\r  1/938 [..............................] - ETA: 1:03 - loss: 0.2900 - accuracy: 0.91\b\b\b\n");

    [Fact]
    public void Keras_with_one_line_an_epoch() => Reads("1 loss=0.5\n2 loss=0.4\n3 loss=NaN", """
        Epoch 1/3
        938/938 - 5s - loss: 0.5000 - accuracy: 0.8000 - 5s/epoch - 5ms/step
        Epoch 2/3
        938/938 - 5s - loss: 0.4000 - accuracy: 0.8500 - 5s/epoch - 5ms/step
        Epoch 3/3
        938/938 - 5s - loss: nan - accuracy: 0.1000 - 5s/epoch - 5ms/step
        """);

    [Fact]
    public void Old_Keras_with_one_line_an_epoch() => Reads("1 loss=0.5\n2 loss=0.4", """
        Epoch 1/2
         - 5s - loss: 0.5000 - acc: 0.8000 - val_loss: 0.6 - val_acc: 0.79
        Epoch 2/2
         - 5s - loss: 0.4000 - acc: 0.8500 - val_loss: 0.5 - val_acc: 0.80
        """);

    [Fact]
    public void Keras_3_with_colours() => Reads("120 loss=0.4321\n938 loss=0.3",
        "Epoch 1/10\n\u001b[1m120/938\u001b[0m \u001b[32m━━\u001b[0m\u001b[37m━━━━━━\u001b[0m \u001b[1m3s\u001b[0m 5ms/step - accuracy: 0.8700 - loss: 0.4321\r"
        + "\u001b[1m938/938\u001b[0m \u001b[32m━━━━━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m5s\u001b[0m 5ms/step - accuracy: 0.9000 - loss: 0.3000 - val_loss: 0.28\n");

    [Fact]
    public void A_count_that_runs_up_goes_on_where_no_epoch_is_named() => Reads("1 loss=0.9\n2 loss=0.8\n3 loss=0.7\n4 loss=0.6\n5 loss=0.5",
        "1/3 loss 0.9\n2/3 loss 0.8\n3/3 loss 0.7\n1/3 loss 0.6\n2/3 loss 0.5\n");
}
