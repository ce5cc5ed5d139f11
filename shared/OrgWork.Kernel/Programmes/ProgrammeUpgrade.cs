namespace OrgWork.Kernel;

/// <summary>
/// What is installed meets a newer description of the same programme. What the newer one says holds; what the place has added of its own since it was received stays; what the
/// newer one has left out is closed, as with every change. Name, year, owner and who may are the place's.
/// </summary>
public static class ProgrammeUpgrade
{
    /// <param name="current">as it is here</param>
    /// <param name="received">as it came here the last time</param>
    /// <param name="newer">as it comes now</param>
    /// <exception cref="ModuleRefusedException">it is another programme</exception>
    public static ProgrammeDescription Of(ProgrammeDescription current, ProgrammeDescription? received, ProgrammeDescription newer)
    {
        if (current.Registers.All(register => newer.Find(register.Key) is null)) throw new ModuleRefusedException($"这份方案和“{current.Name}”没有一本相同的台账，不是它的新版；请作为新的专项安装");
        return newer with
        {
            Name = current.Name, Edition = current.Edition, Owner = current.Owner is { Length: > 0 } owner ? owner : newer.Owner, Who = current.Who,
            Registers = Joined(current.Registers, received?.Registers, newer.Registers, one => one.Key, Register),
            Participants = newer.Participants ?? (received?.Participants is null ? current.Participants : null),
            Procedure = newer.Procedure is not { } procedure ? received?.Procedure is null ? current.Procedure : null
                : current.Procedure is { } had && had.Register == procedure.Register ? procedure with { Steps = Joined(had.Steps, received?.Procedure?.Steps, procedure.Steps, one => one.Key, (_, _, next) => next) } : procedure,
            Figures = Joined(current.Figures, received?.Figures, newer.Figures, one => one.Key, (_, _, next) => next),
            Lights = Joined(current.Lights, received?.Lights, newer.Lights, one => one.Key, (_, _, next) => next),
            Papers = Joined(current.Papers, received?.Papers, newer.Papers, one => one.Key, (_, _, next) => next),
        };
    }

    static DescribedRegister Register(DescribedRegister current, DescribedRegister? received, DescribedRegister newer) => newer with
    {
        Fields = Joined(current.Fields, received?.Fields, newer.Fields, field => field.Key, (had, _, next) => had.Kind == DescribedKind.Code && next.Kind == DescribedKind.Code && next.Codes is null ? Options(had, received?.Fields.FirstOrDefault(one => one.Key == next.Key), next) : next),
        Lists = Joined(current.Lists, received?.Lists, newer.Lists, list => list.Key, Register),
        Ranking = newer.Ranking ?? (received?.Ranking is null ? current.Ranking : null), Round = newer.Round ?? (received?.Round is null ? current.Round : null),
    };

    /// <summary>An option of the place's own keeps its value; one that came under the same value goes to another.</summary>
    static DescribedField Options(DescribedField current, DescribedField? received, DescribedField newer)
    {
        var own = current.Options.Where(option => newer.Options.All(one => one.Name != option.Name) && received?.Options.Any(one => one.Value == option.Value) != true).ToList();
        var most = current.Options.Concat(newer.Options).Max(option => int.TryParse(option.Value, out var number) ? number : 0);
        return newer with { Options = [.. newer.Options.Select(option => own.Any(one => one.Value == option.Value) ? option with { Value = (++most).ToString(System.Globalization.CultureInfo.InvariantCulture) } : option), .. own] };
    }

    /// <summary>The newer ones, and behind them what is the place's own.</summary>
    static List<T> Joined<T>(IReadOnlyList<T> current, IReadOnlyList<T>? received, IReadOnlyList<T> newer, Func<T, string> key, Func<T, T?, T, T> join) where T : class =>
    [
        .. newer.Select(next => current.FirstOrDefault(one => key(one) == key(next)) is { } had ? join(had, received?.FirstOrDefault(one => key(one) == key(next)), next) : next),
        .. current.Where(one => newer.All(next => key(next) != key(one)) && received?.Any(came => key(came) == key(one)) != true),
    ];
}
