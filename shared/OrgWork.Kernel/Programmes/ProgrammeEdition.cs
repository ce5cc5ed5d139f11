namespace OrgWork.Kernel;

/// <summary>
/// The description of another year's edition: what is in use, and nothing of what was closed over the years. Its tables are made anew, so that no row of them can hold what was
/// left out; that is read in the edition in which it was filled in.
/// </summary>
public static class ProgrammeEdition
{
    public static ProgrammeDescription Of(ProgrammeDescription description, int year) => description with
    {
        Edition = year, Registers = [.. description.Registers.Where(register => !register.Closed).Select(Register)],
        Procedure = description.Procedure is { } procedure ? procedure with { Steps = [.. procedure.Steps.Where(step => !step.Closed).Select(step => step with { Fields = Fields(step.Fields) })] } : null,
    };

    static DescribedRegister Register(DescribedRegister register) => register with { Fields = Fields(register.Fields), Lists = [.. register.Lists.Where(list => !list.Closed).Select(Register)] };

    static List<DescribedField> Fields(IEnumerable<DescribedField> fields) => [.. fields.Where(field => !field.Closed).Select(field => field with { Options = [.. field.Options.Where(option => !option.Closed)] })];
}
