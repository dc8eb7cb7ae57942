using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>The names that trainers give to the quantities of a run, in the spelling of <see cref="KeyText"/>.</summary>
internal static class KnownNames
{
    // Of several names of one quantity in a log, the one of the lowest rank is the main one.
    private static readonly (Quantity Quantity, int Rank, string Names)[] Table =
    [
        (Quantity.Loss, 0, "loss лосс 损失 損失"),
        (Quantity.Loss, 1, "train_loss training_loss loss_train loss_training trainer_loss tr_loss трейн_лосс потери потеря "
            + "функция_потерь потери_обучения потери_на_обучении 训练损失 训练_损失 損失値 损失值 训练loss loss值"),
        (Quantity.Loss, 2, "train_loss_step loss_step train_batch_loss batch_loss step_loss minibatch_loss mini_batch_loss iter_loss loss_value"),
        (Quantity.Loss, 3, "total_loss loss_total train_total_loss loss_sum sum_loss overall_loss 总损失 общие_потери"),
        (Quantity.Loss, 4, "lm_loss global_avg_loss loss_metrics_global_avg_loss mean_loss loss_mean train_mean_loss cost train_cost training_cost "
            + "стоимость"),
        (Quantity.Loss, 5, "avg_loss average_loss loss_avg loss_average avg_cost average_cost total_cost xent cross_entropy crossentropy "
            + "平均损失 средние_потери"),
        (Quantity.Loss, 6, "train_loss_epoch loss_epoch epoch_loss objective objective_value"),
        (Quantity.Loss, 7, "train_ctc_loss nll train_nll train_error training_error ошибка ошибка_обучения"),
        (Quantity.Loss, 9, "error mse bce bpb bpc train_bpb train_mse train_bce neg_log_likelihood"),
        (Quantity.GradNorm, 0, "grad_norm gnorm gradnorm gradient_norm g_norm grad_norm_before_clip grad_norm_pre_clip grad_norm_preclip "
            + "grad_norm_before_clipping grad_norm_unclipped unclipped_grad_norm pre_clip_grad_norm raw_grad_norm "
            + "норма_градиента норма_градиентов градиентная_норма 梯度范数 梯度模 梯度模长 勾配ノルム"),
        (Quantity.GradNorm, 1, "total_grad_norm global_grad_norm grad_norm_total grad_2_0_norm_total grad_2_norm_total grad_2_0_norm grad_2_norm total_norm "
            + "total_gradient_norm norm_grad grads_norm gradients_norm gradient_global_norm grad_global_norm l2_norm_grad_global "
            + "optim_total_grad_norm grad_l2 grad_l2_norm l2_grad l2_grad_norm gradient_l2_norm grad_norm_l2 norm_of_gradient norm_of_grad "
            + "norm_of_gradients norm_grads norm_gradient global_norm gradient_norm_total"),
        (Quantity.GradNorm, 2, "grad_norm_avg avg_grad_norm mean_grad_norm grad_norm_mean gradient_magnitude grad_magnitude grad_mag gnorm_avg"),
        (Quantity.GradNorm, 4, "norm gn gnrm норма 范数"),
        (Quantity.GradNorm, 6, "grad grads gradient gradients градиент градиенты 梯度"),
        (Quantity.GradNormClipped, 0, "clipped_grad_norm grad_norm_after_clip grad_norm_after_clipping grad_norm_post_clip post_clip_grad_norm"),
        (Quantity.GradMax, 0, "grad_linf grad_norm_inf grad_inf_norm max_abs_grad grad_inf_norm_total grad_abs_max"),
        (Quantity.GradMax, 1, "max_grad grad_max max_gradient"),
        (Quantity.LearningRate, 0, "lr learning_rate learningrate скорость_обучения темп_обучения 学习率 学习速率 學習率"),
        (Quantity.LearningRate, 1, "train_lr train_learning_rate base_lr current_lr cur_lr optim_lr optimizer_lr optim_learning_rate"),
        (Quantity.LossScale, 0, "loss_scale losscale"),
        (Quantity.LossScale, 1, "train_loss_scale grad_scale loss_scaler scaler_scale amp_scale scaler grad_scaler gradient_scale scale_factor"),
        (Quantity.ClipCoefficient, 0, "clip_coef clip_coefficient clip_factor clip_coeff"),
        (Quantity.GradNonFinite, 0, "grad_nonfinite_tensors nonfinite_grads grad_nan_count"),
        (Quantity.ParamNorm, 0, "params_norm weight_norm weights_norm parameter_norm pnorm"),
        (Quantity.ParamNorm, 1, "model_norm"),
        (Quantity.ParamMax, 0, "weight_max max_weight"),
        (Quantity.UpdateRatio, 1, "update_to_weight update_weight_ratio update_to_weight_ratio"),
    ];

    private static readonly Dictionary<string, KeyRole> Roles = Table
        .SelectMany(entry => entry.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => (name, role: new KeyRole(KeyUse.Quantity, entry.Quantity, entry.Rank))))
        .ToDictionary(entry => entry.name, entry => entry.role, StringComparer.Ordinal);

    /// <summary>The role of a name in normal spelling; null when it is none of these.</summary>
    internal static KeyRole? Find(string normal)
    {
        if (Roles.TryGetValue(normal, out KeyRole role))
            return role;
        return QuantityNames.TryParse(normal, out Quantity quantity) ? new KeyRole(KeyUse.Quantity, quantity) : null;
    }
}
