namespace OrgWork.Kernel;

/// <summary>
/// The description of another year's edition: what is in use, and nothing of what was closed over the years. Its tables are made anew, so that no row of them can hold what was
/// left out; that is read in the edition in which it was filled in.
/// </summary>
public static class ProgrammeEdition
{
    public static ProgrammeDescription Of(ProgrammeDescription description, int year)
    {
        var next = InYear(description, year);
        return next with
        {
            Registers = [.. next.Registers.Where(register => !register.Closed).Select(Register)],
            Procedure = next.Procedure is { } procedure ? procedure with { Steps = [.. procedure.Steps.Where(step => !step.Closed).Select(step => step with { Fields = Fields(step.Fields) })] } : null,
        };
    }

    /// <summary>The same under another year: the days between which there are rounds go along, or it would ask nobody for anything.</summary>
    public static ProgrammeDescription InYear(ProgrammeDescription description, int year) => description.Edition == year ? description : description with
    {
        Edition = year,
        // A mechanism that has no year has its days for good.
        Registers = description.Edition == 0 || year == 0 ? description.Registers
            : [.. description.Registers.Select(register => register.Round is not { } round ? register : register with { Round = round with { From = round.From?.AddYears(year - description.Edition), Until = round.Until?.AddYears(year - description.Edition) } })],
    };

    static DescribedRegister Register(DescribedRegister register) => register with { Fields = Fields(register.Fields), Lists = [.. register.Lists.Where(list => !list.Closed).Select(Register)] };

    static List<DescribedField> Fields(IEnumerable<DescribedField> fields) => [.. fields.Where(field => !field.Closed).Select(field => field with { Options = [.. field.Options.Where(option => !option.Closed)] })];
}
