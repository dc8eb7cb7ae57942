using System.Linq.Expressions;
using System.Reflection;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>Hooks on a module of any number of arguments. Those of TorchSharp have a delegate type for each; these are built to fit.</summary>
internal sealed class ModuleHooks : IDisposable
{
    private readonly List<Action> _removals = [];

    /// <summary>Takes the arguments of a call and gives back those to go on with.</summary>
    internal delegate object?[] Entering(object?[] arguments);

    /// <summary>Takes what a call returned and gives back what to return.</summary>
    internal delegate object? Leaving(object? result);

    /// <summary>True where a module can be hooked: not a list, not a dictionary of modules.</summary>
    internal static bool CanHook(nn.Module module) => Hookable(module) is not null;

    /// <summary>Hooks a module on its way in and out. Neither callback may throw: what it throws comes out of the user's forward pass.</summary>
    internal void Add(nn.Module module, Entering entering, Leaving leaving)
    {
        if (Hookable(module) is not { } type)
            return;
        Type before = type.GetGenericArguments()[0], after = type.GetGenericArguments()[1];
        Register(type, module, "register_forward_pre_hook", OnEnter(before, entering));
        Register(type, module, "register_forward_hook", OnLeave(after, leaving));
    }

    /// <summary>Hooks a module on its way in alone.</summary>
    internal void Add(nn.Module module, Action entered)
    {
        if (Hookable(module) is { } type)
            Register(type, module, "register_forward_pre_hook", OnEnter(type.GetGenericArguments()[0], entered));
    }

    /// <summary>Takes all hooks off again.</summary>
    public void Dispose()
    {
        foreach (Action remove in _removals)
            remove();
        _removals.Clear();
    }

    private static Type? Hookable(nn.Module module)
    {
        Type? type = module.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(nn.HookableModule<,>)))
            type = type.BaseType;
        return type;
    }

    private void Register(Type type, nn.Module module, string method, Delegate hook)
    {
        MethodInfo register = type.GetMethods().First(candidate => candidate.Name == method && candidate.GetParameters()[0].ParameterType == hook.GetType());
        object remover = register.Invoke(module, [hook])!;
        MethodInfo remove = remover.GetType().GetMethod("remove")!;
        _removals.Add(() => remove.Invoke(remover, null));
    }

    // (module, a, b, …) => arguments to go on with: of one argument itself, of several a nullable tuple.
    private static Delegate OnEnter(Type hook, Entering entering)
    {
        (ParameterExpression[] parameters, Type result) = SignatureOf(hook);
        ParameterExpression[] arguments = parameters[1..];
        ParameterExpression values = Expression.Variable(typeof(object[]));
        Expression taken = Expression.Invoke(
            Expression.Constant(entering), Expression.NewArrayInit(typeof(object), arguments.Select(argument => Expression.Convert(argument, typeof(object)))));
        Expression[] items = [.. arguments.Select((argument, i) => Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), argument.Type))];
        Expression back = items.Length == 1 ? items[0]
            : Expression.Convert(Expression.New(Nullable.GetUnderlyingType(result)!.GetConstructors()[0], items), result);
        return Expression.Lambda(hook, Expression.Block([values], Expression.Assign(values, taken), back), parameters).Compile();
    }

    // The same with the arguments as they are, and nothing allocated.
    private static Delegate OnEnter(Type hook, Action entered)
    {
        (ParameterExpression[] parameters, Type result) = SignatureOf(hook);
        Expression back = parameters.Length == 2 ? parameters[1] : Expression.Default(result);
        return Expression.Lambda(hook, Expression.Block(Expression.Invoke(Expression.Constant(entered)), back), parameters).Compile();
    }

    // (module, a, b, …, result) => result.
    private static Delegate OnLeave(Type hook, Leaving leaving)
    {
        (ParameterExpression[] parameters, Type result) = SignatureOf(hook);
        Expression taken = Expression.Invoke(Expression.Constant(leaving), Expression.Convert(parameters[^1], typeof(object)));
        return Expression.Lambda(hook, Expression.Convert(taken, result), parameters).Compile();
    }

    private static (ParameterExpression[] Parameters, Type Result) SignatureOf(Type hook)
    {
        MethodInfo invoke = hook.GetMethod("Invoke")!;
        return ([.. invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))], invoke.ReturnType);
    }
}
