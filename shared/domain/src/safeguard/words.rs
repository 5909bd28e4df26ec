//! Words that the rules go by, folded: small letters, no accents.

/// Mailboxes that belong to an office and not to a person.
pub(super) const OFFICES: &str = "\
info information infos contact contacts office press presse mairie accueil secretariat \
helpline ecoute noreply hello bonjour webmaster support enquiries communication jeunesse \
enfance protection safeguarding youth reception administration admin mail email courrier \
council townhall townclerk cabinet prevention help media events post kontakt poststelle \
rathaus postmaster privacy dpo training formation formations inscription inscriptions \
education pact pacte campaign campagne service services direction association hotline \
general societe customer";

/// What stands before a telephone number.
pub(super) const PHONE_WORDS: &str = "\
tel telephone telephones telephoner phone phones call calling ring mobile mob cell \
portable appeler appelez joindre joignable whatsapp signal sms text fax telefon telefono \
telefone movil handy gsm τηλ тел телефон numero";

/// Months, in full and shortened.
pub(super) const MONTHS: &str = "\
january february march april may june july august september october november december \
jan feb mar apr jun jul aug sep sept oct nov dec janvier fevrier mars avril mai juin \
juillet aout septembre octobre novembre decembre janv fevr avr juil";

/// What is born without being a child.
pub(super) const INANIMATE: &str = "\
project idea initiative programme program network campaign association partnership \
movement charter scheme convention pact centre service projet idee reseau campagne \
collectif partenariat mouvement charte dispositif pacte demarche demarches loi \
organisation";

/// Numbers in words, as ages.
pub(super) const NUMBERS_EN: &str = "\
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
fifteen sixteen seventeen eighteen nineteen twenty";
/// The same in French; `dix-sept` and what follows it are read from two words.
pub(super) const NUMBERS_FR: &str = "\
zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze \
seize dix-sept dix-huit dix-neuf vingt";

/// What a child is called in a sentence.
pub(super) const CHILD: &str = "\
girl boy child pupil student schoolgirl schoolboy daughter son teenager teen kid toddler \
sister brother niece nephew schoolchild victim survivor granddaughter grandson \
stepdaughter stepson cousin fille fillette garcon garconnet enfant eleve ecolier \
ecoliere collegien collegienne lyceen lyceenne adolescent adolescente ado fils soeur \
frere neveu victime mineur mineure gamin gamine petite petit jeune little young bebe \
cousine";

/// The same, only where somebody goes to school.
pub(super) const PUPIL: &str = "\
pupil student schoolgirl schoolboy schoolchild girl boy child attends attended attending \
enrolled eleve ecolier ecoliere collegien collegienne lyceen lyceenne fille fillette \
garcon scolarise scolarisee frequente frequentait enfant interne goes went year class \
classe cp ce cm sixieme cinquieme quatrieme troisieme seconde premiere terminale boarder \
daughter son who qui victim victime entre entree started adolescent adolescente teenager \
grade reception form petite grande moyenne";

/// What leads to a name.
pub(super) const NAMING: &str = "\
named called nicknamed prenommee prenomme nommee nomme appelee appelons appellerons \
appelle surnommee surnomme prenom name alias";

/// Groups, whose ages are statistics.
pub(super) const GROUPS: &str = "\
children pupils students girls boys people persons adolescents kids teenagers teens \
victims those everyone anyone classes groups group minors youngsters youth survivors \
participants enfants eleves filles garcons jeunes adolescentes ados mineurs mineures \
victimes ceux personnes collegiens lyceens ecoliers les des aux chaque every each any \
tout toute public ages tranche";

/// Somebody to whom something was done: then grown-ups' ages count as well.
pub(super) const HARM: &str = "\
victim survivor abused raped assaulted abuse rape molested groomed victime survivante \
survivant agressee agresse violee viole abusee inceste incest agressions viols viol \
agression";

/// Capital letters that begin no person's name.
pub(super) const NOT_A_PERSON: &str = "\
the a an in on at of for from to and or but with by this that these those our their his \
her its my your we they it you i all every each some many most no not since until during \
after before when while where who what which under over between among more less about \
only also there here as if so be is are was were has have had will can may must then le \
la les l un une des du de d au aux et ou mais donc car ni dans en sur sous par pour avec \
sans chez entre vers depuis pendant apres avant ce cet cette ces mon ma mes son sa ses \
notre nos votre vos leur leurs il elle ils elles nous vous je tu qui que quoi dont tout \
toute tous toutes chaque plusieurs plus moins agee age ages agees aged moyenne children \
child pupils students boys girls parents teachers adults young youth people enfants \
enfant eleves filles garcons jeunes jeune adolescents victims victimes children's kids \
teenagers survivors public council conseil europe european pact pacte convention \
lanzarote programme program project projet campaign campagne town city ville commune \
region association foundation fondation centre center school ecole college lycee \
university universite article chapter chapitre section workshop atelier ateliers \
workshops session sessions level niveau group groupe year annee month mois week semaine \
day jour government parliament ministry ministere department departement plan strategy \
strategie law loi act rule regle service services network reseau house maison mairie \
hall street road rue avenue place boulevard police barnahus unicef france paris \
strasbourg lyon marseille london ireland scotland wales england malta belgium belgique \
suisse switzerland luxembourg italy spain germany module modules table figure annex \
annexe phase step etape kit guide charter charte youths club clubs cycle class classes \
grade key stage forum results resultats target photo helpline childline england's monday \
tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi \
samedi dimanche january february march april june july august september october november \
december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre \
decembre";

/// What makes of the name behind it the name of a thing.
pub(super) const NAMED_AFTER: &str = "\
rue avenue boulevard place ecole college lycee fondation foundation prix award salle \
espace centre stade gymnase saint sainte st ste association mediatheque bibliotheque \
maison hopital institut loi act square theatre creche maternelle programme projet \
project campagne campaign cinema collectif parc compagnie mr mrs ms dr mme mlle \
professor professeur prof madame monsieur judge juge mayor maire councillor minister \
ministre the primaire elementaire me sir docteur doctor director directrice directeur \
officer inspector";

/// First names that are common in Europe and mean nothing else in English or French.
const GIVEN: &str = "\
adam adele adrian adrien agathe agnes ahmed aicha aino aisha alan alban albane alejandro \
aleksander alessandro alessia alex alexander alexandra alexandre alexia alexis alfie ali \
alice alicia aline alison alix amandine amber ambre amelia amelie amina amir amira amira amy ana \
anais anastasia andrea andreas andrei andrew ane angela angelina angie anja anna annabel \
anne annie anouk ansel anthony antoine anton antonia antonin antonio archie ariane \
arnaud arthur arya astrid aude audrey augustin aurelie aurelien aurore ava axel aya \
aymeric ayoub bailey barbara bartosz bastien beatrice beatriz ben benjamin benoit \
bernadette bernard bianca bilal blanche boris brandon brian brice bruno camille capucine \
carina carla carlos carmen carole carolina caroline catherine cecile cecilia cedric \
celia celine chantal charles charlie charlotte chiara chloe christian christina \
christine christophe christopher ciara claire clara clarisse claude claudia clea \
clemence clement clementine cleo colin coline connor constance coralie corentin corinne \
cyril daisy damien dan daniel daniela daphne david debora deborah delphine denis diana \
diego dimitri dina djamila dominique dorian dorothee dragan dylan edgar edith edouard \
edward eero ela elena eleonore elias elie elif eline elisa elisabeth elise eliza \
elizabeth ella ellie elliot elodie eloise elsa emil emilia emilie emily emir emma \
emmanuel emmanuelle emre enzo eoin eric erik erin esteban estelle esther ethan etienne \
eugenie eva evan eve evelyn fabien fabio fabrice fanny fares farid fatima fatoumata \
felix ferdinand filip fiona flavie flora florian francesca francis francisco franck \
francois francoise freddie frederic frederique freya gabin gabriel gabriela gabrielle \
gael gaelle gaetan gary gaspard gemma genevieve george georges georgia gerard gianni \
gilles giulia grace gregoire greta guillaume gustav gustave hadrien hamza hana hanna \
hannah hans harriet harry hasan hassan helen helena helene henri henrik henry hermione \
hugo ibrahim ida ilias ilona ilyes imane imran inaya ines ingrid irena irene irina iris \
isaac isabel isabella isabelle isaiah isla ismael ivan ivana jack jacob jacques jade \
jake jakub james jamie jan jana jane janek jannik jasmine jason jean jeanne jelena \
jennifer jeremy jerome jess jessica joan joanna joao johan johanna john jonas jonathan \
jordan jose joseph josephine joshua judith jules julia julian julie julien juliette \
jurgen justine kacper kai karim karin karl katarina kate katherine katie kelly kenza \
kevin khadija kian killian kim klara kylian lana lara lars laura laure laurent lea leah \
leila lena lenny leo leon leonard leonie leopold leyla lila lilian lily lina linda lisa \
lison liv livia loane logan lola lorenzo lotte lou louane loubna louis louisa louise luc \
luca lucas lucia lucie lucy ludovic luis luka lukas luke luna lydia maddie madeleine \
mads maelle maelys maeva magali magda magdalena maisie maja malik malika manon manuel \
marc marcel marcus margaux margot maria mariam marie marina marine mario marion marius \
marko marta martha martin martina martine marwa maryam mason mateo mateusz mathieu \
mathilde mathis mathys matilda matteo matthew matthias matthieu maud maureen maurice max \
maxence maxime maya mehdi melanie melina melissa melvin mia michael michel michelle \
mikael mila milan milica milo milos mina mohamed mohammed moira molly monika morgane \
moritz mustapha myriam nabil nadia nadine naima naomi natalia natasha nathalie nathan \
nathanael nawel neil niamh nicolas nicole niels nikita nikola nils nina nino nisrine noa \
noah noam noe noemie nolan nora norah oleksandr olena olga oliver olivia olivier omar \
oona ophelie orla oscar oskar otto owen pablo paola pascal pascale patrick paul paula \
pauline pavel pedro peter petra philip philippe phoebe pia pierre piotr priya quentin \
rachel rachid rania raphael raphaelle rasmus rayan rebecca remi remy rene rhys richard \
rita robert robin romain roman romane romy rosa rosalie rose rosie ruben ruby ryan \
sabine sabrina sacha saga salma salome sam samantha samia samir samira samuel sandra \
sandrine sandro sara sarah sasha scarlett sean sebastian sebastien selim selma serena \
severine shannon sibylle sienna signe simon simone sina sofia sofiane sohan solene sonia \
sophia sophie soren stefan stella stephane stephanie stojan suzanne sven svetlana \
sybille sylvain sylvie tamara tanguy tanya tara tatiana teo teresa tess tessa theo \
theodore theresa thibault thibaut thomas tiago tiana tilly tim timeo timothy tobias toby \
tom tomas tony tristan ulysse valentin valentina valentine valerie vanessa vera veronika \
veronique vicky victoire victoria viktor vincent violette virginie vladimir wassim wendy \
william willow xavier yanis yann yannick yara yasmin yasmine yassine ylva victor youssef yusuf \
yves yvonne zac zach zachary zahra zara zeynep zineb zoe zofia zoran zoya zuzanna";

/// Whether a word stands in a list.
pub(super) fn is_in(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Whether this is a first name, folded.
pub(super) fn is_given(folded: &str) -> bool {
    is_in(folded, GIVEN)
}
