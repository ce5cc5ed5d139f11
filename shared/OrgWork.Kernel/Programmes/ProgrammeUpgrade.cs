using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>
/// What is installed meets a newer description of the same programme. What the newer one says holds; what the place has added of its own since it was received stays, and so does
/// what the place has changed of a figure, a light or a paper that the sender has not touched; what the newer one has left out is closed, as with every change. Name, year, owner
/// and who may are the place's. An option keeps the value under which rows here have chosen it, whatever value the sender gives it.
/// </summary>
public static class ProgrammeUpgrade
{
    /// <param name="current">as it is here</param>
    /// <param name="received">as it came here the last time, in the sender's own values (<see cref="Known"/>)</param>
    /// <param name="newer">as it comes now</param>
    /// <exception cref="ModuleRefusedException">it is another programme</exception>
    public static ProgrammeDescription Of(ProgrammeDescription current, ProgrammeDescription? received, ProgrammeDescription newer)
    {
        if (current.Registers.All(register => newer.Find(register.Key) is null)) throw new ModuleRefusedException($"这份方案和“{current.Name}”没有一本相同的台账，不是它的新版；请作为新的专项安装");
        // The year is the place's, and the sender's days are those of the sender's year.
        newer = ProgrammeEdition.InYear(newer, current.Edition);
        return newer with
        {
            Name = current.Name, Edition = current.Edition, Owner = current.Owner is { Length: > 0 } owner ? owner : newer.Owner, Who = current.Who,
            Registers = Joined(current.Registers, received?.Registers, newer.Registers, one => one.Key, Register),
            Participants = newer.Participants ?? (received?.Participants is null ? current.Participants : null),
            Procedure = newer.Procedure is not { } procedure ? received?.Procedure is null ? current.Procedure : null
                : current.Procedure is { } had && had.Register == procedure.Register ? procedure with { Steps = Joined(had.Steps, received?.Procedure?.Steps, procedure.Steps, one => one.Key, Step) } : procedure,
            Figures = Joined(current.Figures, received?.Figures, newer.Figures, one => one.Key, Figure),
            Lights = Joined(current.Lights, received?.Lights, newer.Lights, one => one.Key, (had, was, next) => next == was ? had : next),
            Shows = Joined(current.Shows, received?.Shows, newer.Shows, one => one.Group + "\n" + one.Figure, (_, _, next) => next),
            Papers = Joined(current.Papers, received?.Papers, newer.Papers, one => one.Key, (had, was, next) => was is not null && next with { Lines = [] } == was with { Lines = [] } && next.Lines.SequenceEqual(was.Lines) ? had : next),
        };
    }

    /// <summary>
    /// All that the sender has ever said, when a newer one came into the draft and was not published: what stands in either is not the place's own. Something to compare with, and
    /// no description to publish: an option that was renamed stands in it under both names.
    /// </summary>
    public static ProgrammeDescription Known(ProgrammeDescription arrived, ProgrammeDescription before) => arrived with
    {
        Registers = Both(arrived.Registers, before.Registers, one => one.Key, Register),
        Participants = arrived.Participants ?? before.Participants,
        Procedure = arrived.Procedure is { } procedure && before.Procedure is { } old ? procedure with { Steps = Both(procedure.Steps, old.Steps, one => one.Key, Step) } : arrived.Procedure ?? before.Procedure,
        Figures = Both(arrived.Figures, before.Figures, one => one.Key), Lights = Both(arrived.Lights, before.Lights, one => one.Key), Papers = Both(arrived.Papers, before.Papers, one => one.Key), Shows = Both(arrived.Shows, before.Shows, one => one.Group + "\n" + one.Figure),
    };

    static DescribedRegister Register(DescribedRegister arrived, DescribedRegister before) => arrived with
    {
        Fields = Both(arrived.Fields, before.Fields, one => one.Key, Field), Lists = Both(arrived.Lists, before.Lists, one => one.Key, Register), Conditions = Both(arrived.Conditions, before.Conditions, one => one.Name),
        Ranking = arrived.Ranking ?? before.Ranking, Round = arrived.Round ?? before.Round, Tells = Both(arrived.Tells, before.Tells, one => one.About),
    };

    static DescribedStep Step(DescribedStep arrived, DescribedStep before) => arrived with
    {
        Fields = Both(arrived.Fields, before.Fields, one => one.Key, Field), Outcomes = Both(arrived.Outcomes, before.Outcomes, one => one.Key), Sets = Both(arrived.Sets, before.Sets, one => one.Column), Documents = [.. arrived.Documents.Union(before.Documents)],
    };

    static DescribedField Field(DescribedField arrived, DescribedField before) => arrived with { Options = [.. arrived.Options, .. before.Options] };

    static List<T> Both<T>(IReadOnlyList<T> arrived, IReadOnlyList<T> before, Func<T, string> key, Func<T, T, T>? join = null) where T : class =>
        [.. arrived.Select(one => join is not null && before.FirstOrDefault(old => key(old) == key(one)) is { } was ? join(one, was) : one), .. before.Where(old => arrived.All(one => key(one) != key(old)))];

    static DescribedRegister Register(DescribedRegister current, DescribedRegister? received, DescribedRegister newer)
    {
        var fields = Joined(current.Fields, received?.Fields, newer.Fields, field => field.Key, Field);
        return newer with
        {
            Fields = fields, Lists = Joined(current.Lists, received?.Lists, newer.Lists, list => list.Key, Register),
            Conditions = Joined(current.Conditions, received?.Conditions, [.. newer.Conditions.Select(one => one with { Query = Here(one.Query, newer, fields) })], one => one.Name, (_, _, next) => next),
            Ranking = newer.Ranking ?? (received?.Ranking is null ? current.Ranking : null), Round = newer.Round ?? (received?.Round is null ? current.Round : null),
            Tells = Joined(current.Tells, received?.Tells, newer.Tells, one => one.About, (_, _, next) => next),
        };
    }

    static DescribedStep Step(DescribedStep current, DescribedStep? received, DescribedStep newer) => newer with
    {
        Fields = Joined(current.Fields, received?.Fields, newer.Fields, field => field.Key, Field), Outcomes = Joined(current.Outcomes, received?.Outcomes, newer.Outcomes, one => one.Key, (_, _, next) => next),
        Sets = Joined(current.Sets, received?.Sets, newer.Sets, one => one.Column, (_, _, next) => next),
        Documents = [.. newer.Documents, .. current.Documents.Where(one => !newer.Documents.Contains(one) && received?.Documents.Contains(one) != true)],
    };

    /// <summary>What the sender has not touched is as the place has it; where the sender changed something else, the place's limits stay that the sender left alone.</summary>
    static DescribedFigure Figure(DescribedFigure current, DescribedFigure? received, DescribedFigure newer)
    {
        if (received is null) return newer;
        if (newer == received) return current;
        return newer with { Yellow = newer.Yellow == received.Yellow ? current.Yellow : newer.Yellow, Red = newer.Red == received.Red ? current.Red : newer.Red, Target = newer.Target == received.Target ? current.Target : newer.Target };
    }

    static DescribedField Field(DescribedField current, DescribedField? received, DescribedField newer) =>
        current.Kind == DescribedKind.Code && newer.Kind == DescribedKind.Code && newer.Codes is null ? Options(current, received, newer) : newer;

    /// <summary>
    /// The sender's options under the values they have here. One that the sender sent before is found by the name it came with; one that is new to the place takes the sender's value
    /// where that is free. What the place has of its own, or the sender has left out, stays under its value, the latter closed.
    /// </summary>
    static DescribedField Options(DescribedField current, DescribedField? received, DescribedField newer)
    {
        var here = new Dictionary<string, string>();
        foreach (var option in newer.Options)
            if (Kept(option) is { } value && !here.ContainsValue(value)) here[option.Value] = value;
        var taken = current.Options.Select(option => option.Value).Concat(here.Values).ToHashSet();
        var most = current.Options.Concat(newer.Options).Select(option => int.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        foreach (var option in newer.Options.Where(option => !here.ContainsKey(option.Value)))
        {
            var value = option.Value;
            while (!taken.Add(value)) value = (++most).ToString(CultureInfo.InvariantCulture);
            here[option.Value] = value;
        }
        var sent = (received?.Options ?? []).Select(option => Named(option.Name)).OfType<string>().ToHashSet();
        return newer with
        {
            Options =
            [
                .. newer.Options.Select(option => option with { Value = here[option.Value] }),
                .. current.Options.Where(option => !here.ContainsValue(option.Value)).Select(option => sent.Contains(option.Value) || newer.Options.Any(one => one.Name == option.Name) ? option with { Closed = true } : option),
            ],
            Default = newer.Default is { } usual && here.TryGetValue(usual, out var moved) ? moved : newer.Default,
        };

        string? Named(string name) => (current.Options.FirstOrDefault(one => one.Name == name && !one.Closed) ?? current.Options.FirstOrDefault(one => one.Name == name))?.Value;

        // As the sender called it when it came, and it was taken in under another value; or as the place called one of its own before the sender thought of it.
        string? Kept(DescribedOption option) =>
            (received?.Options ?? []).Where(one => one.Value == option.Value).Select(one => Named(one.Name)).FirstOrDefault(value => value is not null) ?? Named(option.Name);
    }

    /// <summary>A ready condition of the sender's speaks in the sender's values: <c>state=3,4</c>.</summary>
    static string Here(string query, DescribedRegister newer, IReadOnlyList<DescribedField> fields) => string.Join('&', query.Split('&').Select(part =>
    {
        if (part.Split('=', 2) is not [var key, var values] || newer.Fields.FirstOrDefault(field => field.Key == key && field.Options.Count > 0) is not { } sent || fields.FirstOrDefault(field => field.Key == key) is not { } field) return part;
        // The join puts the sender's first, in the sender's order.
        return $"{key}={string.Join(',', values.Split(',').Select(value => sent.Options.Select((option, n) => option.Value == value ? field.Options[n].Value : null).FirstOrDefault(moved => moved is not null) ?? value))}";
    }));

    /// <summary>The newer ones, and behind them what is the place's own.</summary>
    static List<T> Joined<T>(IReadOnlyList<T> current, IReadOnlyList<T>? received, IReadOnlyList<T> newer, Func<T, string> key, Func<T, T?, T, T> join) where T : class =>
    [
        .. newer.Select(next => current.FirstOrDefault(one => key(one) == key(next)) is { } had ? join(had, received?.FirstOrDefault(one => key(one) == key(next)), next) : next),
        .. current.Where(one => newer.All(next => key(next) != key(one)) && received?.Any(came => key(came) == key(one)) != true),
    ];
}
