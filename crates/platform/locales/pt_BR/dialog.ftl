# The texts of the signup pop-up in Portuguese (Brazil).

-product = WhatsApp

## On every screen

frame-title = Conecte sua empresa ao { -product }
frame-emulated = Emulado pelo Vestibule para testes. Este não é um serviço da Meta nem do { -product }.
frame-progress = Etapa { $number } de { $count }
frame-signed-in = Conectado como { $name }
frame-switch = Trocar de pessoa
frame-continue = Continuar
frame-back = Voltar
frame-cancel = Cancelar
frame-choose = Selecione
frame-optional = (opcional)
frame-problem = Algo precisa da sua atenção
frame-report = Relatar este problema e sair
frame-check-field = Verifique este campo: { $label }

## Times

moment = { $day } de { $month } de { $year } às { $time } UTC
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Log in

login-title = Entrar
login-lead = Escolha quem você é. Este é um emulador: não é necessário ter senha.
login-people = Pessoas
login-continue-as = Continuar como { $name }
login-new-title = Ou crie uma pessoa
login-name = Seu nome
login-email = Seu e-mail
login-language = Idioma
login-create = Criar e continuar

## What is asked for

authorization-title = { $provider } quer conectar sua empresa ao { -product }
authorization-lead = Se você continuar, { $provider } terá acesso à conta do { -product } Business que você escolher ou criar nas próximas etapas.
authorization-can = { $provider } poderá
authorization-manage = gerenciar a conta: modelos de mensagem, números de telefone e perfil
authorization-send = enviar e receber mensagens em nome da sua empresa
authorization-measure = ver a qualidade, os limites e o uso
authorization-users = decidir quais dos próprios sistemas podem usar a conta
authorization-bill-title = Quem recebe a cobrança
authorization-bill = { $provider } compartilha a própria linha de crédito com você. O uso é cobrado de { $provider }, e você paga a { $provider }.
authorization-owner = A conta continua sendo sua. Você pode vê-la no seu Business Manager a qualquer momento.
authorization-start = Começar

## The business

business-title = Escolha sua empresa
business-lead = A conta do { -product } Business pertencerá a esta empresa.
business-existing = Empresa
business-existing-hint = Somente um administrador da empresa pode conectá-la.
business-not-admin = { $name } (você não é administrador)
business-not-admin-title = Você não é administrador de alguma das empresas mostradas aqui?
business-not-admin-run = Peça a um administrador dessa empresa que faça este cadastro.
business-not-admin-make = Peça a um administrador que torne você administrador e depois volte.
business-not-admin-other = Use outra empresa ou crie uma.
business-new = Criar uma nova empresa
business-name = Nome da empresa
business-name-hint = A razão social, como consta nos seus documentos.
business-email = E-mail da empresa
business-website = Site
business-website-hint = Seu site ou sua página em uma rede social.
business-country = País
business-phone = Telefone da empresa
business-add-address = Adicionar endereço
business-address = Endereço
business-address-more = Complemento
business-city = Cidade
business-state = Estado ou região
business-zip = CEP ou código postal

## The account

waba-title = Escolha uma conta do { -product } Business
waba-lead = A cada cadastro, uma conta é conectada. Para conectar outra, faça o cadastro novamente.
waba-existing = Conta do { -product } Business
waba-existing-hint = Escolha uma conta de { $business } para adicionar um número de telefone a ela ou crie uma nova.
waba-new = Criar uma nova conta
waba-closed = (não pode ser conectada)
waba-profile = Perfil do { -product } Business
waba-profile-new = Criar um novo perfil com um novo número de telefone
waba-profile-hint = Um perfil existente é conectado como está, com o número dele. Para alterá-lo, use o WhatsApp Manager.
waba-only-new = { $business } ainda não tem uma conta: uma nova será criada.

## The profile

profile-title = Descreva sua empresa
profile-lead = Os clientes veem este perfil quando conversam com você.
profile-existing-title = Seu perfil existente
profile-existing-lead = Este perfil é conectado como está. Ele pode ser alterado no WhatsApp Manager.
profile-real-title = Use o nome real
profile-real = Cadastre o nome de exibição e o número que sua empresa vai usar de verdade. É muito difícil alterá-los depois, por isso não use nomes de teste.
profile-waba-name = Nome da conta
profile-waba-name-hint = Somente você e { $provider } veem esse nome.
profile-display-name = Nome de exibição
profile-display-name-hint = Os clientes veem esse nome. Ele deve representar sua empresa, ser escrito da mesma forma que em outros lugares e ter pelo menos 3 letras ou dígitos. Não são permitidos slogans, endereços da web, símbolos nem nomes escritos só em maiúsculas.
profile-timezone = Fuso horário
profile-category = Categoria
profile-description = Descrição
profile-description-hint = No máximo 512 caracteres.
profile-website = Site

## The number

number-title = Adicione um número de telefone
number-lead = Seus clientes receberão as mensagens deste número.
number-real-title = Não use um número de teste nem um número pessoal
number-real = A partir de agora, o número fica vinculado à sua empresa, e é muito difícil trocá-lo depois. Escolha o número que seus clientes devem conhecer.
number-used = Um número em uso no { -product } Messenger ou no app { -product } Business precisa primeiro ser liberado: apague a conta no app, aguarde cerca de três minutos e volte aqui.
number-offer-title = Use um número do seu provedor
number-offer = { $provider } já verificou o número { $number }. Você não precisa de código.
number-offer-take = Usar este número
number-country = Código do país
number-number = Número de telefone
number-number-hint = Sem o código do país, por exemplo, 1512 3456789.
number-method = Como você quer receber o código?
number-sms = SMS
number-voice = Ligação
number-next = Enviar código

## The code

verify-title = Verifique seu número
verify-lead = Insira o código de 6 dígitos recebido no número { $number } por SMS ou ligação.
verify-where = Este é um emulador: o código está na { $page }.
verify-where-link = página de telefones do Desk (Phones)
verify-code = Código de verificação
verify-next = Verificar
verify-again-title = Não recebeu?
verify-again-sms = Enviar novo SMS
verify-again-voice = Receber ligação
verify-other-number = Usar outro número
verify-spent = Nenhum outro código pode ser enviado antes de { $until }. O último continua válido até expirar.
verify-locked = Até lá, não é possível inserir códigos nem recebê-los por SMS ou ligação. As tentativas erradas contam para o número, não importa quem as faça.
verify-clock = O relógio deste emulador indica: { $now }. Você não precisa esperar: adiante-o na { $page }.
verify-clock-link = página do relógio do Desk (Clock)
verify-look-again = Conferir novamente

## The review

permissions-title = Revisão
permissions-lead = Confira o que { $provider } vai receber.
permissions-business = Empresa
permissions-waba = Conta
permissions-number = Número de telefone
permissions-name = Nome de exibição
permissions-allowed = Permissões
permissions-scope-management = Gerenciar suas contas do { -product }
permissions-scope-messaging = Enviar mensagens em seu nome
permissions-scope-business = Gerenciar sua empresa
permissions-bill = O uso é cobrado de { $provider }.
permissions-next = Confirmar

## The end

done-title = Sua conta está conectada
done-lead = { $provider } agora tem acesso a:
done-business-id = Empresa
done-waba-id = Conta do { -product } Business
done-phone-id = Número de telefone
done-next = Daqui em diante, { $provider } cuida de toda a configuração. Nossas análises continuam em segundo plano. Enviamos uma mensagem para o e-mail da sua empresa e escreveremos de novo quando houver novidades.
done-finish = Concluir
done-lost = O resultado do login não está mais disponível. Inicie o cadastro novamente na página de { $provider }; nada será criado em duplicidade.
cancelled-title = Cadastro cancelado
cancelled-lead = Seus dados foram mantidos. Você os encontrará quando recomeçar.
cancelled-close = Você pode fechar esta janela.
cancelled-return = Voltar à página anterior

## Before the first screen

refused-title = Não é possível iniciar este cadastro aqui
refused-app = Não existe nenhum app com o ID { $app }.
    .advice = A página precisa chamar FB.init com o ID de um app de um provedor.
refused-domain = O app { $app } não pode ser usado em { $domain }.
    .advice = O provedor precisa adicionar { $domain } aos domínios permitidos do app: no Desk, em Providers, ou com o campo “domains” de POST /_control/provider.
refused-domain-right = Abra a página em { $address } e inicie o cadastro por lá. Ou então:
refused-redirect-title = URL bloqueada
refused-redirect = O app { $app } não pode ser usado em { $domain }: o redirecionamento falhou porque { $uri } não é um dos endereços de redirecionamento OAuth válidos do app.
    .advice = O provedor precisa adicionar o endereço ao app no Desk, em Providers. Confirme que ele está escrito lá exatamente como aqui.
refused-no-domain = A página que iniciou o cadastro não informou o próprio endereço.
    .advice = Inicie-o com FB.login do SDK ou informe um redirect_uri em um domínio permitido.
refused-device = Isto só funciona em um computador
    .advice = Abra a página em um computador de mesa ou notebook e inicie o cadastro por lá.
refused-gone = Este cadastro não está mais ativo.
    .advice = Inicie-o novamente na página do provedor. Você encontrará lá os dados que inseriu.
refused-unexplained = Algo deu errado. Tente novamente mais tarde.

## Categories

vertical-auto = Automotivo
vertical-beauty = Beleza, spa e salão
vertical-apparel = Roupas e vestuário
vertical-edu = Educação
vertical-entertain = Entretenimento
vertical-event-plan = Planejamento de eventos e serviços
vertical-finance = Finanças e bancos
vertical-grocery = Alimentos e supermercado
vertical-govt = Serviço público
vertical-hotel = Hotel e hospedagem
vertical-health = Medicina e saúde
vertical-nonprofit = Organização sem fins lucrativos
vertical-prof-services = Serviços profissionais
vertical-retail = Compras e varejo
vertical-travel = Viagens e transporte
vertical-restaurant = Restaurante
vertical-not-a-biz = Não é uma empresa
vertical-other = Outro

## What the platform refuses

refusal-not-allowed = Você não tem permissão para fazer isso.
    .advice = Entre como a pessoa que iniciou o cadastro.
refusal-not-business-admin = Você não é administrador desta empresa.
    .advice = Peça a um administrador que faça o cadastro ou que torne você administrador, ou use outra empresa.
refusal-not-a-provider = Somente o app de um provedor pode iniciar este cadastro.
    .advice = O app pertence a uma empresa que não é um provedor.
refusal-app-in-development = O app { $app } está em modo de desenvolvimento: somente pessoas com uma função nele podem usá-lo.
    .advice = Você não pode mudar isso. Entre em contato com o provedor.
refusal-bad-value = Não é possível usar “{ $value }” aqui.
    .advice = Corrija e tente novamente.
refusal-name-length = O nome de exibição deve ter pelo menos 3 letras ou dígitos e no máximo 255 caracteres.
    .advice = Use o nome pelo qual seus clientes conhecem você.
refusal-name-address = O nome de exibição não pode ser um endereço da web.
    .advice = Retire https://, www. e .com.
refusal-name-symbols = O nome de exibição não pode ter emojis nem símbolos.
    .advice = Retire símbolos como ™ ou ★.
refusal-name-punctuation = O nome de exibição não pode ter sinais de pontuação nem espaços a mais.
    .advice = Deixe um só espaço entre as palavras e não repita sinais.
refusal-name-capitals = O nome de exibição não pode ser escrito só em maiúsculas, a menos que seja uma sigla.
    .advice = Escreva-o da forma habitual, por exemplo, “Lucky Shrub”.
refusal-name-trademark = O nome de exibição não pode conter os nomes da plataforma.
    .advice = Use apenas o nome da sua empresa.
refusal-name-general = O nome de exibição deve ser o de uma empresa, um produto ou um departamento, e não apenas uma palavra genérica ou um lugar.
    .advice = Adicione o nome da sua empresa.
refusal-origin-not-allowed = O cadastro não pode ser iniciado a partir de { $origin }.
    .advice = O provedor precisa adicionar este domínio aos domínios permitidos do app.
refusal-signup-over = Este cadastro já foi concluído.
    .advice = Para conectar outra conta ou outro número, inicie-o novamente na página do provedor.
refusal-wrong-step = Este cadastro está em outra etapa.
    .advice =
        { $step ->
            [authorization] Continue na primeira etapa, a autorização do provedor.
            [business] Continue na escolha da empresa.
            [waba] Continue na escolha da conta.
            [profile] Continue no perfil.
            [number] Continue no número de telefone.
            [verify] Continue no código de verificação.
           *[permissions] Continue na revisão.
        }
refusal-shared-with-another = Esta conta já é compartilhada com { $partner }. Uma conta só pode ser compartilhada com um provedor.
    .advice = Primeiro interrompa o compartilhamento com esse provedor ou crie uma nova conta.
refusal-waba-quota =
    { $max ->
        [one] Uma empresa não verificada só pode ter uma conta.
       *[other] Uma empresa não verificada pode ter no máximo { $max } contas.
    }
    .advice = Verifique a empresa no Business Manager para criar mais ou escolha uma das contas dela.
refusal-business-limit =
    { $max ->
        [one] Você já criou uma empresa e não pode criar outra.
       *[other] Você já criou { $max } empresas e não pode criar outras.
    }
    .advice = Escolha uma das suas empresas ou peça a um administrador de outra que adicione você.
refusal-account-too-new = Sua conta de usuário é nova demais para criar uma empresa.
    .advice = Tente novamente a partir de { $until } ou escolha uma empresa que você administra.
refusal-configuration = O app não tem nenhuma configuração de login com o ID { $configuration }.
    .advice = A página precisa indicar uma configuração do app como config_id. O provedor encontra as configurações no Desk, em Providers.
refusal-waba-limit =
    { $max ->
        [one] A empresa já tem uma conta e não pode ter outra.
       *[other] A empresa já tem { $max } contas e não pode ter outras.
    }
    .advice = Escolha uma das contas dela.
refusal-number-listed = O número { $number } já está nesta conta.
    .advice = Informe outro número ou continue com o existente no seu provedor.
refusal-number-in-use = O número { $number } está em uso em outra conta.
    .advice = Exclua-o de lá, aguarde cerca de três minutos e insira-o novamente. Se ele estiver com outro provedor, primeiro desative lá o PIN da confirmação em duas etapas.
refusal-number-connected = O número { $number } já está conectado à sua conta “{ $account }”.
    .advice = Para continuar com este número, volte e escolha essa conta; caso contrário, insira outro número.
refusal-number-on-messenger = O número { $number } é usado no { -product } Messenger.
    .advice = Abra o { -product } nesse celular, apague a conta (Configurações > Conta > Apagar minha conta), aguarde cerca de três minutos e insira o número novamente. Ou use outro número.
refusal-number-on-business-app = O número { $number } é usado no app { -product } Business.
    .advice = Abra o app nesse celular, apague a conta (Configurações > Conta > Apagar minha conta), aguarde cerca de três minutos e insira o número novamente. Ou use outro número.
refusal-number-being-freed = A conta do número { $number } acabou de ser apagada no app, e o número ainda não está livre.
    .advice = Insira-o novamente a partir de { $until } ou adiante o relógio do Desk até esse momento.
refusal-number-behind-voice-menu = O número { $number } é atendido por um menu de voz, por isso o código não chega a uma pessoa.
    .advice = Use um número atendido por uma pessoa ou que receba SMS.
refusal-verification-not-started = Esta conta ainda não pode ter outros números.
    .advice = Primeiro inicie a verificação da empresa no Business Manager e depois adicione outros números.
refusal-number-limit =
    { $max ->
        [one] Esta conta já tem um número e não pode ter outro.
       *[other] Esta conta já tem { $max } números e não pode ter outros.
    }
    .advice = Crie outra conta para este número.
refusal-business-number-limit =
    { $max ->
        [one] Uma empresa não verificada só pode ter um número.
       *[other] Uma empresa não verificada pode ter no máximo { $max } números.
    }
    .advice = Conclua a verificação da empresa no Business Manager e depois adicione outros números.
refusal-migration =
    Este número está em outra conta e não pode ser transferido para cá. { $why ->
        [other-business] Essa conta pertence a outra empresa.
        [business-not-verified] Primeiro, a empresa precisa ser verificada.
        [name-not-approved] Primeiro, o nome de exibição precisa ser aprovado, sem nenhuma alteração em andamento.
        [no-payment] Essa conta não tem uma conta de pagamento.
        [account-not-approved] Essa conta não foi aprovada ou ainda está em análise.
       *[no-webhooks] Não há webhooks configurados para esta conta.
    }
    .advice = Resolva o problema ou exclua o número no WhatsApp Manager da outra conta, aguarde cinco minutos e insira-o novamente. Ou use outro número.
refusal-two-step-on = O número { $number } está na sua conta “{ $account }” em outro provedor, com a confirmação em duas etapas ativada.
    .advice = Abra o número no WhatsApp Manager dessa conta, desative a confirmação em duas etapas e confirme pelo link no e-mail. Depois, insira o número novamente, e ele será transferido para cá. Você também pode excluí-lo de lá ou usar outro número.
refusal-code-too-soon = Um código acabou de ser enviado.
    .advice =
        { $seconds ->
            [one] Aguarde um segundo e peça outro.
           *[other] Aguarde { $seconds } segundos e peça outro.
        }
refusal-too-many-codes = Foram solicitados códigos demais para este número.
    .advice = Tente novamente a partir de { $until } ou adiante o relógio do Desk até esse momento.
refusal-guesses-locked = O código foi inserido incorretamente muitas vezes.
    .advice = Tente novamente a partir de { $until } ou adiante o relógio do Desk até esse momento. Se até lá esta janela tiver sido fechada, inicie o cadastro novamente e escolha a mesma empresa e o mesmo número.
refusal-no-code-sent = Nenhum código foi enviado para este número.
    .advice = Primeiro peça um código.
refusal-code-wrong = Este código está incorreto.
    .advice = Confira a última mensagem ou peça um novo código.
refusal-code-expired = Este código expirou.
    .advice = Peça um novo.
refusal-already-verified = Este número já foi verificado.
    .advice = Continue na próxima etapa.
refusal-not-verified = Este número não foi verificado.
    .advice = Peça um código e insira-o.
refusal-number-off = Este número foi desativado.
    .advice = Verifique a empresa ou recorra no Business Manager.
refusal-limit-reached = O limite de mensagens foi atingido.
    .advice = Inicie a verificação da empresa para aumentá-lo.
refusal-waba-disabled = Esta conta está desativada porque não passou em uma análise.
    .advice = Recorra no Business Manager ou escolha outra conta.
refusal-other = Isto não é possível: { $sentence }
    .advice = Corrija e tente novamente.
refusal-down = Nada foi salvo porque a plataforma não conseguiu gravar no disco.
    .advice = Tente novamente.
